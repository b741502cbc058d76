"use server";

import { setChangelogPath } from "@/lib/releases/server/set-changelog-path";
import { action } from "@/lib/transport/action";

export const setChangelogPathAction = action(setChangelogPath);
