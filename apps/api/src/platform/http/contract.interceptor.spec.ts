import { describe, expect, it } from '@jest/globals';
import { Reflector } from '@nestjs/core';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { routes } from '@greenroom/contracts';
import { EMPTY } from 'rxjs';
import { AppError } from './app-error.ts';
import { ContractInterceptor } from './contract.interceptor.ts';
import { Route } from './route.ts';

class Feedback {
  @Route(routes.submitFeedback)
  submit(): null {
    return null;
  }
}

describe('ContractInterceptor', () => {
  const submit = (body: unknown) => {
    const request = { params: { interviewId: crypto.randomUUID() }, query: {}, body };
    const context = new ExecutionContextHost([request], Feedback, Feedback.prototype.submit);
    new ContractInterceptor(new Reflector()).intercept(context, { handle: () => EMPTY });
    return request;
  };

  const detailsOf = (body: unknown) => {
    try {
      submit(body);
    } catch (refusal) {
      if (refusal instanceof AppError) return refusal.options.details;
      throw refusal;
    }
    return undefined;
  };

  it('hands on what fits, as the contract reads it', () => {
    expect(submit({ comments: ' Clear answers. ', rating: 4 })).toMatchObject({
      parsed: { body: { comments: 'Clear answers.', rating: 4 } },
    });
  });

  it('says in English what is wrong and where', () => {
    expect(detailsOf({ comments: 7, rating: 9, mood: 'good' })).toEqual([
      { path: 'body.comments', message: 'Invalid input: expected string, received number' },
      { path: 'body.rating', message: 'Too big: expected number to be <=5' },
      { path: 'body', message: 'Unrecognized key: "mood"' },
    ]);
  });
});
