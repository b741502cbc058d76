export { checkApp as findGithubProblem } from "@/lib/github/check-app";
