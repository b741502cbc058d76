import { fastImport } from "../git/git";

/** A history written down oldest first and imported in one process. */
export class History {
  private marks = 0;
  private readonly stream: string[] = [];

  /** A commit on a branch; `files` are whole contents, null deletes. Returns its mark for tags and later branches. */
  commit(commit: {
    branch: string;
    from?: number;
    author: { name: string; email: string };
    at: number;
    message: string;
    files: Record<string, string | null>;
  }): number {
    const mark = ++this.marks;
    const when = `${commit.author.name} <${commit.author.email}> ${Math.floor(commit.at / 1000)} +0000`;
    this.stream.push(`commit refs/heads/${commit.branch}\nmark :${mark}\nauthor ${when}\ncommitter ${when}\n${data(commit.message)}`);
    if (commit.from) this.stream.push(`from :${commit.from}\n`);
    for (const [path, content] of Object.entries(commit.files))
      this.stream.push(content === null ? `D ${path}\n` : `M 100644 inline ${path}\n${data(content)}`);
    return mark;
  }

  tag(name: string, mark: number, tagger: { name: string; email: string }, at: number): void {
    this.stream.push(
      `tag ${name}\nfrom :${mark}\ntagger ${tagger.name} <${tagger.email}> ${Math.floor(at / 1000)} +0000\n${data(`Release ${name}\n`)}`,
    );
  }

  write(folder: string): Promise<void> {
    return fastImport(folder, this.stream.join(""));
  }
}

const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
