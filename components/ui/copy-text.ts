import { toast } from "sonner";

/** Puts a text on the clipboard and says so; a browser may refuse, and then the person is told what else to do. */
export async function copyText(text: string, sentence: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast(sentence);
  } catch {
    toast.error("The browser refused the clipboard. Mark the text and copy it by hand.");
  }
}
