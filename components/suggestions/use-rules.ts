"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import type { ChangelogActions, NewRule } from "@/components/changelog/actions";
import { rulesQuery } from "@/components/queries";
import { Refusal, unwrap } from "@/components/refusal";
import { useAnnounce } from "@/components/ui/live-region";
import type { RememberedRule } from "@/lib/changelog/suggest/suggestion-input";

/** Where the rules belong, and what can be done to them. */
export interface RulesSource {
  repositoryId: string;
  owner: string;
  name: string;
  actions: Pick<ChangelogActions, "rememberRule" | "forgetRule">;
}

/** The remembered rules of a repository, and the ways to remember and to forget one. */
export function useRules({ repositoryId, owner, name, actions }: RulesSource) {
  const queryClient = useQueryClient();
  const { polite } = useAnnounce();
  const query = rulesQuery(owner, name);
  const { data: rules, error } = useQuery(query);
  const renew = () => queryClient.invalidateQueries({ queryKey: query.queryKey });
  const remember = async (rule: Omit<NewRule, "repositoryId">) => {
    try {
      unwrap(await actions.rememberRule({ repositoryId, ...rule }));
    } catch (cause) {
      throw cause instanceof Refusal
        ? cause
        : new Error("The rule could not be saved. Check the connection and remember it again.", { cause });
    }
    polite(`From now on the ${rule.type} ${rule.value} goes to ${rule.title}.`);
    await renew();
  };
  const forget = useMutation({
    mutationFn: async ({ id }: RememberedRule) => unwrap(await actions.forgetRule({ ruleId: id })),
    onSuccess: async (_, { type, value }) => {
      polite(`Forgot the ${type} ${value}.`);
      await renew();
    },
    onError: (cause) => {
      toast.error(
        cause instanceof Refusal ? cause.message : "The rule is still remembered: Slipway could not be reached. Forget it again.",
      );
      void renew();
    },
  });
  return { rules, error, remember, forget: forget.mutate };
}
