import { Inject, Injectable } from '@nestjs/common';
import * as z from 'zod';
import { ENVIRONMENT, type Environment } from '../../env.ts';
import { SmsRefused, SmsTransport, type TextMessage } from './sms-transport.ts';

const TWILIO = 'https://api.twilio.com';

/**
 * The answer of Twilio that is about the message itself: a number that is none, or cannot be reached, or has opted out. Everything else
 * is about the account, the load or the line, and another try can go well. Twilio changes and adds error codes and advises not to decide by
 * them, so the status does; the code is for whoever reads the reason.
 */
const REFUSED_FOR_GOOD = 400;

/** https://www.twilio.com/docs/usage/twilios-response#response-formats-exceptions */
const problemSchema = z.object({ code: z.int(), message: z.string() });

interface Account {
  readonly endpoint: string;
  readonly authorization: string;
  readonly sender: Readonly<Record<string, string>>;
}

/** Text messages through Twilio's Messages resource (https://www.twilio.com/docs/messaging/api/message-resource). */
@Injectable()
export class TwilioTransport extends SmsTransport {
  private readonly account: Account | null;

  constructor(@Inject(ENVIRONMENT) environment: Environment) {
    super();
    this.account = accountOf(environment);
  }

  override get isConfigured(): boolean {
    return this.account !== null;
  }

  override async send({ to, body }: TextMessage, signal: AbortSignal): Promise<void> {
    if (!this.account) throw new SmsRefused('There is no account with a provider of text messages.', true);
    const { endpoint, authorization, sender } = this.account;
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: { authorization, accept: 'application/json' },
      body: new URLSearchParams({ To: to, Body: body, ...sender }),
      redirect: 'error',
      signal,
    }).catch((failure: unknown) => {
      throw new SmsRefused(`Twilio could not be reached: ${reasonOf(failure)}`, false, failure);
    });
    if (answer.ok) {
      await answer.body?.cancel();
      return;
    }
    const problem = problemSchema.safeParse(await answer.json().catch(() => undefined)).data;
    throw new SmsRefused(
      problem ? `Twilio ${problem.code}: ${problem.message}` : `Twilio answered ${answer.status}.`,
      answer.status === REFUSED_FOR_GOOD,
    );
  }
}

function accountOf({
  TWILIO_ACCOUNT_SID,
  TWILIO_AUTH_TOKEN,
  SMS_FROM,
  TWILIO_API_URL = TWILIO,
}: Environment): Account | null {
  if (!TWILIO_ACCOUNT_SID || !TWILIO_AUTH_TOKEN || !SMS_FROM) return null;
  const credentials = Buffer.from(`${TWILIO_ACCOUNT_SID}:${TWILIO_AUTH_TOKEN}`).toString('base64');
  return {
    endpoint: new URL(`/2010-04-01/Accounts/${TWILIO_ACCOUNT_SID}/Messages.json`, TWILIO_API_URL).href,
    authorization: `Basic ${credentials}`,
    sender: SMS_FROM.startsWith('MG') ? { MessagingServiceSid: SMS_FROM } : { From: SMS_FROM },
  };
}

/** The line's own reason stands in the cause of what `fetch` throws. */
function reasonOf(failure: unknown): string {
  const cause = failure instanceof Error && failure.cause instanceof Error ? failure.cause : failure;
  return cause instanceof Error ? cause.message || cause.name : 'unknown';
}
