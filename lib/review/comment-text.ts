import { z } from "zod";
import { LONGEST_COMMENT } from "./review-view";

/** What a person may say in one comment or verdict. */
export const commentText = z.string().trim().min(1).max(LONGEST_COMMENT);
