import { AppError } from "@/lib/errors/app-error";

/**
 * Fills `{field}` in a text like Python's `str.format`; `{{` and `}}` are braces. Attributes, indexes, conversions
 * and widths are refused, because nobody formats a version with them and they reach into objects.
 */
export function formatFields(text: string, fields: Readonly<Record<string, string>>, where: string): string {
  let result = "";
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if ((character === "{" || character === "}") && text.charAt(i + 1) === character) {
      result += character;
      i++;
    } else if (character === "{") {
      const end = text.indexOf("}", i);
      const name = end < 0 ? text.slice(i + 1, i + 31) : text.slice(i + 1, end);
      const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (end < 0 || value === undefined) {
        const known = Object.keys(fields).map((field) => `{${field}}`);
        throw new AppError("invalid", `${where}: “{${name}}” is no field it can fill. Write ${known.join(", ")}, or {{ for a brace.`);
      }
      result += value;
      i = end;
    } else if (character === "}") {
      throw new AppError("invalid", `${where}: there is a } without a {. Write }} for a brace.`);
    } else result += character;
  }
  return result;
}
