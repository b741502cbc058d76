"use client";

import { useState } from "react";
import { Ago } from "@/components/ui/ago";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { TextField } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import type { AnswerView, RoomView } from "@/lib/approvals/room-view";
import type { RoomActions } from "./room-actions";
import { useRoomAct } from "./use-room-act";

interface QuestionsProps {
  room: RoomView;
  answerQuestion: RoomActions["answerQuestion"];
  className?: string;
}

/** The questions of an operator: each wants a yes before the tag, and words where the answer is no. */
export function QuestionsCard({ room, answerQuestion, className }: QuestionsProps) {
  const { answers, answerRefusal } = room;
  const [asked, setAsked] = useState<string | null>(null);
  if (answers.length === 0) return null;
  const said = answers.filter(({ answer }) => answer === "yes").length;
  const mayAnswer = answerRefusal === null && room.phase === "open";
  return (
    <Card title="Questions for an operator" detail={`${said} of ${answers.length} answered with yes`} className={className}>
      <ul className="divide-y divide-line">
        {answers.map((answer) => (
          <li key={answer.question} className="grid gap-1.5 px-3.5 py-2.5" data-answer={answer.answer ?? "none"}>
            <div className="flex flex-wrap items-start gap-x-3 gap-y-1">
              <p className="min-w-0 flex-1 basis-60 font-medium">{answer.question}</p>
              <AnswerMark answer={answer} />
              {mayAnswer && asked !== answer.question && (
                <Button size="small" className="print:hidden" onClick={() => setAsked(answer.question)}>
                  {answer.answer ? "Answer again…" : "Answer…"}
                  <span className="sr-only"> {answer.question}</span>
                </Button>
              )}
            </div>
            {answer.by && answer.at && (
              <p className="text-xs text-ink-2">
                {answer.words && <span className="text-ink">{answer.words} </span>}
                {answer.by}, <Ago at={answer.at} suffix=" ago" />
              </p>
            )}
            {mayAnswer && asked === answer.question && (
              <AnswerForm room={room} answer={answer} answerQuestion={answerQuestion} onDone={() => setAsked(null)} />
            )}
          </li>
        ))}
      </ul>
      {answerRefusal && <p className="border-t border-line px-3.5 py-2 text-xs text-ink-3 print:hidden">{answerRefusal}</p>}
    </Card>
  );
}

function AnswerMark({ answer: { answer } }: { answer: AnswerView }) {
  if (answer === null)
    return (
      <span className="inline-flex items-center gap-1.5 text-ink-2">
        <Icon name="open" size={14} />
        no answer yet
      </span>
    );
  return (
    <span className={`inline-flex items-center gap-1.5 font-semibold ${answer === "yes" ? "text-passed" : "text-failed"}`}>
      <Icon name={answer === "yes" ? "check" : "x"} size={14} />
      {answer === "yes" ? "Yes" : "No"}
    </span>
  );
}

interface AnswerFormProps {
  room: RoomView;
  answer: AnswerView;
  answerQuestion: RoomActions["answerQuestion"];
  onDone: () => void;
}

/** Yes or no with words; whoever voted is told that their vote is bound to the answers. */
function AnswerForm({ room, answer, answerQuestion, onDone }: AnswerFormProps) {
  const [words, setWords] = useState(answer.words);
  const { act, isBusy } = useRoomAct();
  const bound = room.slots
    .flatMap(({ votes }) => votes)
    .filter(({ kind, standing }) => kind !== "no-go" && standing.state === "stands").length;
  const busy = isBusy ? "It is being sent." : null;
  const give = async (given: "yes" | "no") => {
    const { decisionId, fingerprint } = room;
    const done = await act(
      () => answerQuestion({ decisionId, question: answer.question, answer: given, words: words.trim(), fingerprint }),
      `Answered with ${given}.`,
    );
    if (done === "done") onDone();
  };
  return (
    <div className="grid gap-2 rounded-sm bg-sunken p-2.5 print:hidden">
      <TextField
        autoFocus
        label="Why, in a few words (needed for a no)"
        value={words}
        maxLength={1000}
        onChange={(event) => setWords(event.target.value)}
      />
      {bound > 0 && (
        <p className="text-xs text-ink-2">
          {bound === 1 ? "One vote is" : `${bound} votes are`} bound to the answers as they are, and void when one changes.
        </p>
      )}
      <div className="flex flex-wrap gap-1.5">
        <Button size="small" blockedBy={busy} onClick={() => void give("yes")}>
          Answer yes
        </Button>
        <Button
          size="small"
          blockedBy={busy ?? (words.trim() === "" ? "Say what an operator cannot tell." : null)}
          onClick={() => void give("no")}
        >
          Answer no
        </Button>
        <Button size="small" look="ghost" onClick={onDone}>
          Leave it
        </Button>
      </div>
    </div>
  );
}
