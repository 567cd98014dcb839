import { Component, inject } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { AdminIcon, type AdminIconName } from '../icon';
import { OpenTasks } from '../tasks/open-tasks';

interface Destination {
  readonly link: string;
  readonly key:
    | 'interviews'
    | 'tasks'
    | 'interview-types'
    | 'interviewers'
    | 'workflows'
    | 'messages'
    | 'webhooks'
    | 'branding'
    | 'health';
  readonly icon: AdminIconName;
}

/** Navigation at the left of the administration's pages; on phones a bar above them that scrolls sideways. */
@Component({
  selector: 'gr-admin-layout',
  imports: [AdminIcon, RouterLink, RouterLinkActive, RouterOutlet, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <nav [attr.aria-label]="t('admin.nav.label')">
        <ul role="list">
          @for (destination of destinations; track destination.link) {
            <li>
              <a [routerLink]="destination.link" routerLinkActive="active" ariaCurrentWhenActive="page">
                <gr-admin-icon [name]="destination.icon" />
                {{ t('admin.nav.' + destination.key) }}
                @if (destination.key === 'tasks' && openTasks.count() > 0) {
                  <span class="count"
                    >{{ openTasks.count() }}<span class="gr-hidden"> {{ t('admin.nav.open') }}</span></span
                  >
                }
              </a>
            </li>
          }
        </ul>
      </nav>
      <div class="page"><router-outlet /></div>
    </ng-container>
  `,
  styleUrl: './admin-layout.scss',
  providers: [OpenTasks],
})
export class AdminLayout {
  protected readonly openTasks = inject(OpenTasks);
  protected readonly destinations: readonly Destination[] = [
    { link: '/admin/interviews', key: 'interviews', icon: 'interviews' },
    { link: '/admin/tasks', key: 'tasks', icon: 'tasks' },
    { link: '/admin/interview-types', key: 'interview-types', icon: 'types' },
    { link: '/admin/interviewers', key: 'interviewers', icon: 'people' },
    { link: '/admin/workflows', key: 'workflows', icon: 'workflows' },
    { link: '/admin/messages', key: 'messages', icon: 'mail' },
    { link: '/admin/webhooks', key: 'webhooks', icon: 'webhooks' },
    { link: '/admin/branding', key: 'branding', icon: 'palette' },
    { link: '/admin/health', key: 'health', icon: 'health' },
  ];
}
