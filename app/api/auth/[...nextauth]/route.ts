import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/transport/auth-options";

type Context = RouteContext<"/api/auth/[...nextauth]">;
type Handler = (request: NextRequest, context: Context) => Promise<Response>;

const handle: Handler = (request, context) => (NextAuth(authOptions()) as Handler)(request, context);

export const GET = handle;

/** Only signing in and out are posted; parameters in the address could change scope and way back, so none are taken. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const { nextauth } = await context.params;
  if (request.nextUrl.search || !["signin", "signout"].includes(nextauth[0] ?? "")) return new Response(null, { status: 400 });
  return handle(request, context);
}
