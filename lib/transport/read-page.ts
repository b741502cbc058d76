import { notFound, redirect } from "next/navigation";
import { AppError } from "@/lib/errors/app-error";

/**
 * Runs a page's query: what is not there becomes the not-found page, who is signed out, or whose
 * GitHub sign-in ended, signs in again and comes back.
 */
export async function readPage<T>(path: string, query: () => Promise<T>): Promise<T> {
  try {
    return await query();
  } catch (error) {
    if (error instanceof AppError && error.code === "not-found") notFound();
    if (error instanceof AppError && error.code === "unauthenticated") redirect(`/signin?again=1&callbackUrl=${encodeURIComponent(path)}`);
    throw error;
  }
}
