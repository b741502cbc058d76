import { categoryKey } from "./identity";
import type { Notes } from "./notes";
import { type Applied, type OperationOf, refuse } from "./notes-operation";
import { insertAt, replaceCategory } from "./place";

const GONE = "That category is no longer part of the notes.";

/** Moves a category to another place; entries under no category stay first, directly under the version. */
export function moveCategory(notes: Notes, operation: OperationOf<"move-category">): Applied {
  const index = notes.categories.findIndex(({ id }) => id === operation.categoryId);
  const category = notes.categories[index];
  if (!category) return refuse(GONE);
  if (category.title === null) return refuse("Entries under no category stand first, directly under the version.");
  const others = notes.categories.filter((other) => other !== category);
  const first = others[0]?.title === null ? 1 : 0;
  const categories = insertAt(others, Math.max(first, operation.index), category);
  return { ok: true, notes: { ...notes, categories }, inverse: { ...operation, index } };
}

/** Gives a category another title; two categories never have the same one. */
export function renameCategory(notes: Notes, operation: OperationOf<"rename-category">): Applied {
  const category = notes.categories.find(({ id }) => id === operation.categoryId);
  const title = operation.title.trim();
  if (!category) return refuse(GONE);
  if (category.title === null) return refuse("Entries under no category have no heading. Move them to a category instead.");
  if (title === "") return refuse("A category needs a title.");
  if (/[\r\n]/.test(title)) return refuse("A title is one line.");
  if (notes.categories.some((other) => other !== category && categoryKey(other.title) === categoryKey(title)))
    return refuse(`There is a category ${title} already. Move the entries there instead.`);
  return { ok: true, notes: replaceCategory(notes, { ...category, title }), inverse: { ...operation, title: category.title, seen: title } };
}
