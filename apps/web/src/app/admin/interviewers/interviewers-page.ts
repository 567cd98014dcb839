import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type AdminInterviewer, catalogueRoutes } from '@greenroom/contracts';
import { Icon, StatusChip } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../../platform/api';
import { Clock } from '../../platform/clock';
import { Formatter } from '../../platform/formatter';
import { ListFrame } from '../lists/list-frame';
import { wholeList } from '../lists/whole-list';
import { minutesPerWeek, weekOf } from './week';

/** `/admin/interviewers`: who leads interviews, when and where. */
@Component({
  selector: 'gr-admin-interviewers-page',
  imports: [Icon, ListFrame, RouterLink, StatusChip, TranslocoDirective],
  template: `
    <gr-list-frame texts="admin.interviewers" add="/admin/interviewers/new" [list]="list" *transloco="let t">
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
            @for (row of list.items(); track row.id) {
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
                      <span class="instant"><gr-icon name="zap" />{{ t('admin.interviewers.instant') }}</span>
                    }
                  </span>
                </td>
              </tr>
            }
          </tbody>
        </table>
      </div>
    </gr-list-frame>
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
  protected readonly list = wholeList(apiResource(catalogueRoutes.adminListInterviewers, () => ({})));

  protected minutes({ weeklyHours }: AdminInterviewer): number {
    return minutesPerWeek(weekOf(weeklyHours));
  }
}
