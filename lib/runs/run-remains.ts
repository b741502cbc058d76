/** Something a run uploaded. */
export interface Artifact {
  id: number;
  name: string;
  bytes: number;
  isExpired: boolean;
  /** ISO. */
  expiresAt: string | null;
}

/** A remark that a step made on a file, or on the job as a whole. */
export interface Annotation {
  level: "failure" | "warning" | "notice";
  title: string | null;
  message: string;
  path: string;
  line: number;
}

/** An environment whose reviewers a run waits for. */
export interface PendingEnvironment {
  id: number;
  name: string;
  /** People and teams who may let it go on. */
  reviewers: string[];
  /** GitHub's word on the person whose token asked. */
  canReview: boolean;
}

/** What GitHub keeps of a run beside its state, as one person sees it. */
export interface RunRemains {
  pending: PendingEnvironment[];
  artifacts: Artifact[];
  annotations: (Annotation & { job: string })[];
}

/** The end of a job's log, at most four megabytes of it. */
export interface JobLogText {
  text: string;
  /** Something before it was left out. */
  isCut: boolean;
}
