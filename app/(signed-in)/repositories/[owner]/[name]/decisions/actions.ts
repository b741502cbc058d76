"use server";

import { endDelegation, lendSlot } from "@/lib/approvals/server/lend-slot";
import { setPolicy } from "@/lib/approvals/server/set-policy";
import { action } from "@/lib/transport/action";

export const setPolicyAction = action(setPolicy);
export const lendSlotAction = action(lendSlot);
export const endDelegationAction = action(endDelegation);
