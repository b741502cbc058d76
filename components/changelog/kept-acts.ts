import type { RefusedAct, UnsavedAct, UnsavedActs } from "@/lib/changelog/unsaved-acts";

/** What one tab keeps in the browser of acts that are not saved yet. */
interface KeptRecord {
  draftId: string;
  keptAt: number;
  acts: UnsavedAct[];
  refused: RefusedAct[];
}

const COMMITTED = "The notes were committed before this change reached them.";

/**
 * Keeps a tab's unsaved acts in the browser under a key that the tab holds a Web Lock on. Every other tab waits for that
 * lock, and gets it when the tab was closed or crashed: then it takes over what was left. So no act is lost, and none is
 * sent by two.
 */
export function createKeeper(scope: string, draftId: string) {
  const prefix = `slipway.unsaved:${scope}:`;
  const ownKey = prefix + crypto.randomUUID();

  /** False when the browser keeps nothing: storage may be full or forbidden. */
  const write = ({ acts, refused }: UnsavedActs): boolean => {
    const unsent = acts.filter(({ revision }) => revision === null);
    try {
      if (unsent.length === 0 && refused.length === 0) localStorage.removeItem(ownKey);
      else localStorage.setItem(ownKey, JSON.stringify({ draftId, keptAt: Date.now(), acts: unsent, refused } satisfies KeptRecord));
      return true;
    } catch {
      return false;
    }
  };

  const end = new AbortController();
  const watched = new Set([ownKey]);
  /** Takes over what other tabs leave; `take` stores it before the old key goes, so that a crash in between keeps both. */
  const watch = (take: (left: Pick<UnsavedActs, "acts" | "refused">) => void): void => {
    const look = () => {
      for (const key of listKeys(prefix)) {
        if (watched.has(key)) continue;
        watched.add(key);
        const takeOver = () => {
          const record = read(key);
          if (!record) return;
          take(record.draftId === draftId ? record : { acts: [], refused: [...record.refused, ...record.acts.map(toRefused)] });
          localStorage.removeItem(key);
        };
        navigator.locks.request(key, { signal: end.signal }, takeOver).catch(() => {});
      }
    };
    // Other tabs keep acts for the first time later, too.
    window.addEventListener("storage", look, { signal: end.signal });
    look();
  };

  let letGo = () => {};
  /** Holds the tab's key as long as the tab lives, or until it is let go. */
  const hold = () =>
    new Promise<void>((held) => {
      void navigator.locks.request(ownKey, () => {
        held();
        return new Promise<void>((resolve) => {
          letGo = resolve;
        });
      });
    });

  return {
    write,
    watch,
    hold,
    letGo: () => {
      end.abort();
      letGo();
    },
  };
}

function toRefused({ requestId, operation, sentence }: UnsavedAct): RefusedAct {
  return { requestId, operation, sentence, reason: COMMITTED, conflict: null };
}

/** Keys of this scope, those that were left first in front. */
function listKeys(prefix: string): string[] {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .sort((a, b) => (read(a)?.keptAt ?? 0) - (read(b)?.keptAt ?? 0));
  } catch {
    return [];
  }
}

function read(key: string): KeptRecord | null {
  try {
    const record: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    // Only this file writes these keys.
    return record as KeptRecord | null;
  } catch {
    return null;
  }
}
