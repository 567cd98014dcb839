import { lookup } from 'node:dns';
import * as http from 'node:http';
import * as https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT, type Environment } from '../env.ts';
import { isLoopbackAddress, isPublicAddress } from './public-address.ts';
import { WebhookFailure } from './webhook-failure.ts';

/** Bytes of an answer that are read; what it says is of no use to us. */
const ANSWER_LIMIT = 64 * 1024;

/** What is sent to an endpoint. */
export interface WebhookCall {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Calls servers whose addresses administrators have typed, and only those on the public internet (OWASP, "Server-Side Request Forgery
 * Prevention"). A name is looked up once, and what was found is checked and then connected to: a name that answers differently the next time
 * gains nothing. Redirects are not followed.
 */
@Injectable()
export class WebhookTransport {
  private readonly lets: (address: string) => boolean;

  constructor(@Inject(ENVIRONMENT) private readonly environment: Environment) {
    this.lets = environment.WEBHOOK_LOOPBACK
      ? (address) => isPublicAddress(address) || isLoopbackAddress(address)
      : isPublicAddress;
  }

  /** Whether an address may be called, as far as that can be seen from how it is written: a name is looked up at each call. */
  permits(address: string): boolean {
    const url = new URL(address);
    if (url.protocol !== 'https:' && !this.environment.WEBHOOK_LOOPBACK) return false;
    const host = hostOf(url);
    return isIP(host) === 0 || this.lets(host);
  }

  /**
   * Posts a body, once.
   *
   * @param signal ends the call when it takes too long, in whatever state it is.
   * @returns the status of success that was answered.
   * @throws WebhookFailure
   */
  async post(call: WebhookCall, signal: AbortSignal): Promise<number> {
    // An address needs no look-up, so that it is checked here.
    if (!this.permits(call.url)) throw new WebhookFailure('address-refused');
    try {
      const answer = await this.send(call, signal);
      await readToLimit(answer);
      return successOf(answer.statusCode ?? 0);
    } catch (failure) {
      if (failure instanceof WebhookFailure) throw failure;
      throw new WebhookFailure(signal.aborted ? 'timed-out' : 'unreachable', null, { cause: failure });
    }
  }

  private send({ url, headers, body }: WebhookCall, signal: AbortSignal): Promise<http.IncomingMessage> {
    const target = new URL(url);
    const { request } = target.protocol === 'https:' ? https : http;
    return new Promise((resolve, reject) => {
      // A connection of its own: one that is kept could have been opened for another name.
      const options = { method: 'POST', headers, agent: false, lookup: this.lookUp, signal };
      request(target, options).on('response', resolve).on('error', reject).end(body);
    });
  }

  /** Looks a name up for the connection that is about to be made; one address inside spoils them all. */
  private readonly lookUp: LookupFunction = (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (failure, addresses) => {
      if (failure) callback(failure, []);
      else if (addresses.every(({ address }) => this.lets(address))) callback(null, addresses);
      else callback(new WebhookFailure('address-refused'), []);
    });
  };
}

/** The host of an address, without the brackets of IPv6. */
const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1');

/** Reads an answer to its end or to the limit, so that the endpoint's server sees a whole conversation in the usual case. */
async function readToLimit(answer: http.IncomingMessage): Promise<void> {
  let read = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    read += chunk.length;
    if (read > ANSWER_LIMIT) break;
  }
}

function successOf(status: number): number {
  if (status >= 200 && status < 300) return status;
  throw new WebhookFailure(status >= 300 && status < 400 ? 'redirected' : 'answer-refused', status);
}
