"use server";

import { setChangelogPath } from "@/lib/releases/server/set-changelog-path";
import { setNotesGenerated } from "@/lib/releases/server/set-notes-generated";
import { setTimeZone } from "@/lib/releases/server/set-time-zone";
import { action } from "@/lib/transport/action";

export const setChangelogPathAction = action(setChangelogPath);
export const setNotesGeneratedAction = action(setNotesGenerated);
export const setTimeZoneAction = action(setTimeZone);
