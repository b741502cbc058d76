"use server";

import { cancelRun } from "@/lib/runs/server/cancel-run";
import { dispatchWorkflow } from "@/lib/runs/server/dispatch-workflow";
import { rerunRun } from "@/lib/runs/server/rerun-run";
import { reviewDeployments } from "@/lib/runs/server/review-deployments";
import { setCheckRules } from "@/lib/runs/server/set-check-rules";
import { action } from "@/lib/transport/action";

export const rerunRunAction = action(rerunRun);
export const cancelRunAction = action(cancelRun);
export const reviewDeploymentsAction = action(reviewDeployments);
export const dispatchWorkflowAction = action(dispatchWorkflow);
export const setCheckRulesAction = action(setCheckRules);
