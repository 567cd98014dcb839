import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type AdminInterviewer, catalogueRoutes } from '@greenroom/contracts';
import { EmptyState, ErrorState, Icon, PageHeader, Skeleton, StatusChip } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../../platform/api';
import { toApiError } from '../../platform/api-error';
import { Clock } from '../../platform/clock';
import { Formatter } from '../../platform/formatter';
import { AdminIcon } from '../icon';
import { minutesPerWeek, weekOf } from './week';

/** `/admin/interviewers`: who leads interviews, when and where. */
@Component({
  selector: 'gr-admin-interviewers-page',
  imports: [
    AdminIcon,
    EmptyState,
    ErrorState,
    Icon,
    PageHeader,
    RouterLink,
    Skeleton,
    StatusChip,
    TranslocoDirective,
  ],
  template: `
    <ng-container *transloco="let t">
      <gr-page-header [heading]="t('admin.interviewers.heading')" [text]="t('admin.interviewers.text')">
        <a class="gr-button" routerLink="/admin/interviewers/new">
          <gr-admin-icon name="plus" />{{ t('admin.interviewers.add') }}
        </a>
      </gr-page-header>

      @if (error(); as error) {
        <gr-error-state
          class="gr-card"
          [heading]="t('admin.interviewers.failed')"
          [text]="t('errors.' + error.code)"
          [reference]="error.correlationId"
          [retryLabel]="t('shell.retry')"
          (retry)="resource.reload()"
        />
      } @else if (!resource.hasValue()) {
        <gr-skeleton [label]="t('admin.interviewers.loading')" [count]="4" height="3.5rem" />
      } @else if (resource.value().items.length === 0) {
        <gr-empty-state
          class="gr-card"
          [heading]="t('admin.interviewers.none')"
          [text]="t('admin.interviewers.none-text')"
        >
          <a class="gr-button" routerLink="/admin/interviewers/new">{{ t('admin.interviewers.add') }}</a>
        </gr-empty-state>
      } @else {
        <div class="table-frame">
          <table [attr.aria-label]="t('admin.interviewers.heading')">
            <thead>
              <tr>
                <th scope="col">{{ t('admin.interviewers.name') }}</th>
                <th scope="col">{{ t('admin.interviewers.zone') }}</th>
                <th scope="col" class="number">
                  {{ t('admin.interviewers.hours') }}
                </th>
                <th scope="col">{{ t('admin.interviewers.active') }}</th>
              </tr>
            </thead>
            <tbody>
              @for (row of resource.value().items; track row.id) {
                <tr>
                  <td class="lead">
                    <a class="row-link" [routerLink]="['/admin/interviewers', row.id]">{{ row.name }}</a>
                    <span class="second clipped">{{ row.email }}</span>
                  </td>
                  <td [attr.data-label]="t('admin.interviewers.zone')">
                    <span class="value">{{ format.zoneName(row.timeZone, now) }}</span>
                  </td>
                  <td class="number" [attr.data-label]="t('admin.interviewers.hours')">
                    @if (minutes(row); as minutes) {
                      {{ format.duration(minutes * 60) }}
                    } @else {
                      {{ t('admin.interviewers.no-hours') }}
                    }
                  </td>
                  <td [attr.data-label]="t('admin.interviewers.active')">
                    <span class="chips">
                      <gr-status-chip [tone]="row.active ? 'calm' : 'quiet'">{{
                        row.active ? t('admin.interviewers.bookable') : t('admin.interviewers.paused')
                      }}</gr-status-chip>
                      @if (row.active && row.acceptsInstant) {
                        <span class="instant"
                          ><gr-icon name="zap" />{{ t('admin.interviewers.instant') }}</span
                        >
                      }
                    </span>
                  </td>
                </tr>
              }
            </tbody>
          </table>
        </div>
      }
    </ng-container>
  `,
  styleUrl: '../table.scss',
  styles: `
    .chips {
      display: inline-flex;
      flex-wrap: wrap;
      gap: var(--gr-space-1) var(--gr-space-3);
      align-items: center;
    }

    .instant {
      --gr-icon-size: 1rem;

      display: inline-flex;
      gap: var(--gr-space-1);
      align-items: center;
      color: var(--mat-sys-on-surface-variant);
      font-size: var(--gr-text-s);
      white-space: nowrap;
    }
  `,
})
export class InterviewersPage {
  protected readonly format = inject(Formatter);
  protected readonly now = inject(Clock).now();
  protected readonly resource = apiResource(catalogueRoutes.adminListInterviewers, () => ({}));
  protected readonly error = computed(() => {
    const error = this.resource.error();
    return error ? toApiError(error) : null;
  });

  protected minutes({ weeklyHours }: AdminInterviewer): number {
    return minutesPerWeek(weekOf(weeklyHours));
  }
}
