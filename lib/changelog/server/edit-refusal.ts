import { can, explainRefusal, type Role } from "@/lib/auth/permissions";
import { AppError } from "@/lib/errors/app-error";

interface EditedRepository {
  owner: string;
  name: string;
  notesAreGenerated: boolean;
}

/** Why somebody may not edit the notes of a repository, as a sentence; null when they may (B47: generated notes are nobody's). */
export function explainEditRefusal(role: Role, repository: EditedRepository): string | null {
  return generatedRefusal(repository) ?? (can(role, "changelog.edit") ? null : explainRefusal("changelog.edit", role, nameOf(repository)));
}

/** Ends an act on notes that the repository's procedure forbids to edit by hand (B47). */
export function requireHandWritten(repository: EditedRepository): void {
  const refusal = generatedRefusal(repository);
  if (refusal) throw new AppError("blocked", refusal);
}

function generatedRefusal(repository: EditedRepository): string | null {
  if (!repository.notesAreGenerated) return null;
  return `The notes of ${nameOf(repository)} are written by its release tool, and its procedure forbids to edit them by hand. Correct the commits or the tool's configuration instead.`;
}

const nameOf = ({ owner, name }: EditedRepository) => `${owner}/${name}`;
