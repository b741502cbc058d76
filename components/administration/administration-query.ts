import { readJson } from "@/components/queries";
import type { AdministrationView } from "@/lib/administration/administration-view";

/** Requests are counted all the time; nobody is told of each. */
export const administrationQuery = () => ({
  queryKey: ["administration"],
  queryFn: () => readJson<AdministrationView>("/api/administration"),
  refetchInterval: 15_000,
});
