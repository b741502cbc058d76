"use server";

import { connectRepository } from "@/lib/releases/server/connect-repository";
import { action } from "@/lib/transport/action";

export const connectRepositoryAction = action(connectRepository);
