import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type SendMailOptions, type Transporter } from 'nodemailer';
import { ENVIRONMENT, type Environment } from '../../env.ts';

const CONNECT_MS = 10_000;
const SILENCE_MS = 20_000;

/** Reply codes of RFC 5321 and RFC 4954 that speak of the session, not of the message: another try can go well. */
const aboutTheSession = new Set([503, 530, 534, 535, 538]);

/** A mail that the server did not take. `permanent`: it said that it never will (RFC 5321, 4.2.1: 5yz). */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';

  constructor(
    message: string,
    readonly permanent: boolean,
    cause: unknown,
  ) {
    super(message, { cause });
  }
}

/** The SMTP connection, pooled. Retrying is the caller's: what is tried when stands in the database, not in memory. */
@Injectable()
export class MailTransport implements OnApplicationShutdown {
  private readonly transporter: Transporter;

  constructor(
    @Inject(ENVIRONMENT)
    { SMTP_URL, EMAIL_USER, EMAIL_PASS }: Pick<Environment, 'SMTP_URL' | 'EMAIL_USER' | 'EMAIL_PASS'>,
  ) {
    const settings = {
      pool: true as const,
      maxConnections: 4,
      maxRequeues: 0,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    };
    this.transporter = createTransport(
      SMTP_URL
        ? { ...settings, url: SMTP_URL }
        : { ...settings, service: 'gmail', auth: { user: EMAIL_USER ?? '', pass: EMAIL_PASS ?? '' } },
    );
  }

  /**
   * Hands one mail over; it is the server's once this resolves.
   *
   * @param signal ends the attempt: a server may answer so slowly that no timeout of silence notices.
   * @throws MailRefused
   */
  async send(mail: SendMailOptions, signal: AbortSignal): Promise<void> {
    try {
      await this.transporter.sendMail({ ...mail, signal });
    } catch (failure) {
      throw describe(failure);
    }
  }

  /**
   * Connects and logs in, and sends nothing.
   *
   * @throws Error that says what the server did not like.
   */
  async verify(): Promise<void> {
    await this.transporter.verify();
  }

  onApplicationShutdown(): void {
    this.transporter.close();
  }
}

function describe(failure: unknown): MailRefused {
  const {
    code,
    responseCode,
    message = 'unknown',
  } = failure as { code?: string; responseCode?: number; message?: string };
  const aboutTheMessage = code === 'EENVELOPE' || code === 'EMESSAGE';
  const permanent =
    aboutTheMessage &&
    responseCode !== undefined &&
    responseCode >= 500 &&
    !aboutTheSession.has(responseCode);
  return new MailRefused(message, permanent, failure);
}
