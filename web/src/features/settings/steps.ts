/** What the account has beside a password, and whether it has one. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { session } from "../session/index.ts";

export const secondSteps = queryOptions({ queryKey: ["second_steps"], queryFn: session.secondSteps });
const password = queryOptions({ queryKey: ["has_password"], queryFn: session.hasPassword, staleTime: 60_000 });

/** Until it is known: yes, as for nearly everybody. */
export const useHasPassword = () => useQuery(password).data ?? true;
