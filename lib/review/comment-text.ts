import { z } from "zod";

export const LONGEST_COMMENT = 10_000;

/** What a person may say in one comment or verdict. */
export const commentText = z.string().trim().min(1).max(LONGEST_COMMENT);
