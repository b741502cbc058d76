/** Everything the audit trail can tell, as `noun.past-tense`. */
export const EVENT_TYPES = [
  "person.signed-in",
  "repository.connected",
  "repository.configured",
  "release.discovered",
  "candidate.discovered",
  "candidate.gone",
  "run.rerun-planned",
  "run.rerun-started",
  "run.cancel-planned",
  "run.cancel-asked",
  "run.review-planned",
  "run.deployment-approved",
  "run.deployment-rejected",
  "run.dispatch-planned",
  "run.dispatched",
  "changelog.draft-opened",
  "changelog.draft-changed",
  "changelog.change-undone",
  "changelog.change-redone",
  "changelog.draft-moved",
  "changelog.commit-planned",
  "changelog.committed",
  "changelog.commit-refused",
  "changelog.commit-undo-planned",
  "changelog.commit-undone",
  "changelog.proposal-planned",
  "changelog.proposed",
  "changelog.proposal-updated",
  "changelog.proposal-merged",
  "changelog.proposal-closed",
  "changelog.release-body-planned",
  "changelog.release-body-written",
  "changelog.generated-file-edited",
  "changelog.rule-remembered",
  "changelog.rule-forgotten",
  "comment.added",
  "comment.edited",
  "comment.withdrawn",
  "comment.thread-resolved",
  "comment.thread-reopened",
  "review.asked",
  "review.changes-requested",
  "review.approved",
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** What happened, for people and for machines. */
export interface AuditEvent {
  type: EventType;
  repositoryId?: string;
  releaseId?: string;
  /** One sentence in the past tense, without the actor: "Moved 3 entries to Fair Share Scheduler". */
  sentence: string;
  data?: Record<string, string | number | boolean | null>;
}
