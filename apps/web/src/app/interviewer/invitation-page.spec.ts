import { HttpTestingController } from '@angular/common/http/testing';
import { ApplicationRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ActivatedRoute } from '@angular/router';
import { expect, it } from '@jest/globals';
import { BehaviorSubject } from 'rxjs';
import { platformFor } from '../../../test-support/providers';
import { InvitationPage } from './invitation-page';

it('gives another link that is pasted into the same tab a fresh start', async () => {
  const fragment = new BehaviorSubject('an-old-token-that-expired');
  TestBed.configureTestingModule({
    providers: [...platformFor(), { provide: ActivatedRoute, useValue: { fragment } }],
  });
  const fixture = TestBed.createComponent(InvitationPage);
  const page = fixture.nativeElement as HTMLElement;
  await TestBed.inject(ApplicationRef).whenStable();
  page.querySelector('button')?.click();
  TestBed.inject(HttpTestingController)
    .expectOne('/api/access-links/exchange')
    .flush({ error: { code: 'link-expired', message: 'old' } }, { status: 410, statusText: 'Gone' });
  await fixture.whenStable();
  expect(page.textContent).toContain('interviewer.link.expired.heading');
  fragment.next('the-newest-token-of-them-all');
  await fixture.whenStable();
  expect(page.textContent).toContain('interviewer.invitation.heading');
});
