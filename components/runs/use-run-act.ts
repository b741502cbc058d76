import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { unwrap } from "@/components/refusal";
import type { Result } from "@/lib/transport/result";

/** An act on a run: its outcome or its refusal is said, and everything that shows runs is renewed. */
export function useRunAct<Input, Value>(act: (input: Input) => Promise<Result<Value>>, say: (value: Value, input: Input) => string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (input: Input) => unwrap(await act(input)),
    onSuccess: (value, input) => toast(say(value, input)),
    onError: (error) => toast.error(error.message),
    onSettled: () =>
      Promise.all(["run", "runs", "release", "run-remains"].map((key) => queryClient.invalidateQueries({ queryKey: [key] }))),
  });
}
