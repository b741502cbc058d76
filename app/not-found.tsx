import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

export default function NotFoundPage() {
  return (
    <main className="mx-auto w-full max-w-xl p-6">
      <Notice
        look="info"
        title="There is nothing at this address, or you may not see it."
        acts={
          <Button asChild>
            <a href="/">Go to Home</a>
          </Button>
        }
      >
        Private repositories are shown only to people who can read them on GitHub.
      </Notice>
    </main>
  );
}
