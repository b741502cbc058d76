/** The sentence of a reason: what stands between asterisks is what the entries have in common. */
export function ReasonText({ sentence }: { sentence: string }) {
  return sentence.split(/(\*[^*]+\*)/).map((part, index) => {
    const key = `${index}${part}`;
    return part.length > 2 && part.startsWith("*") && part.endsWith("*") ? (
      <em key={key} className="font-medium text-ink">
        {part.slice(1, -1)}
      </em>
    ) : (
      <span key={key}>{part}</span>
    );
  });
}
