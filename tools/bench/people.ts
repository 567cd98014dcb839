import { randomBytes, randomUUID } from 'node:crypto';

/** A signed-in account: what a browser would send. */
export type Account = {
  readonly id: string;
  /** `name=value`, as in the Cookie header. */
  readonly cookie: string;
  /** Those of a request without a body. */
  readonly headers: Readonly<Record<string, string>>;
};

/** Where requests come from as far as quotas are concerned: a person each. */
export const anyAddress = (): string => `10.${randomBytes(3).join('.')}`;

/** Goes with every request that has a body. */
export const JSON_BODY = { 'content-type': 'application/json' } as const;

/** The cookies that an answer sets, as in the Cookie header. */
export const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ');

/** Signs a new candidate up. */
export async function signUp(apiUrl: string, publicUrl: string): Promise<Account> {
  const response = await fetch(`${apiUrl}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: { ...JSON_BODY, origin: publicUrl, 'x-forwarded-for': anyAddress() },
    body: JSON.stringify({
      name: 'Casey Candidate',
      email: `${randomUUID()}@example.com`,
      password: randomUUID(),
    }),
  });
  if (!response.ok) throw new Error(`Signing up failed: ${response.status} ${await response.text()}`);
  const { account } = (await response.json()) as { account: { id: string } };
  const cookie = cookiesOf(response);
  return { id: account.id, cookie, headers: { origin: publicUrl, cookie } };
}
