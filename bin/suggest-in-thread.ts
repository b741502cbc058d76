import { Worker } from "node:worker_threads";
import type { Proposal } from "@/lib/changelog/suggest/suggestion";
import type { SuggestMessage, SuggestTask } from "./suggest-worker";

/** Computes suggestions in a thread of its own; `onProgress` hears how far it is, from 0 to 1. */
export function suggestInThread(task: SuggestTask, onProgress: (progress: number) => void): Promise<Proposal> {
  const worker = new Worker(new URL("./suggest-worker.mjs", import.meta.url), { workerData: task });
  return new Promise((resolve, reject) => {
    worker.on("message", (message: SuggestMessage) => {
      if (message.type === "progress") onProgress(message.progress);
      else resolve(message.proposal);
    });
    worker.on("error", reject);
    worker.on("exit", () => reject(new Error("The thread ended without a proposal.")));
  });
}
