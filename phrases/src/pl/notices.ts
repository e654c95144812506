import type { notices as english } from '../en/notices.ts'
import type { SameKeys } from '../same-keys.ts'

export const notices: SameKeys<typeof english> = {
  'notice.first':
    '{sender}: {extent, select, degraded {Państwa usługa działa gorzej niż zwykle} other {Państwa usługa nie działa}} od {since}{hasArea, select, yes { ({area})} other {}}.',
  'notice.first.nobody':
    '{sender}: {extent, select, degraded {zakłócenia} other {awaria}} od {since}{hasArea, select, yes { ({area})} other {}}.',
  'notice.cause': 'Przyczyna: {cause}.',
  'notice.etr': 'Przewidujemy usunięcie awarii do {etr}.',
  'notice.next-update': 'Nie wiemy jeszcze, jak długo to potrwa. Odezwiemy się do {nextUpdateBy}.',
  'notice.no-estimate': 'Nie wiemy jeszcze, jak długo to potrwa.',
  'notice.update': '{sender}, {number}: {words}',
  'notice.etr-changed': '{sender}, {number}: nowy przewidywany termin usunięcia awarii to {etr}.',
  'notice.etr-withdrawn':
    '{sender}, {number}: potrwa to dłużej, niż sądziliśmy.{hasNext, select, yes { Odezwiemy się do {nextUpdateBy}.} other {}}',
  'notice.restored':
    '{sender}: od {restoredAt} wszystko znów działa, po przerwie trwającej {length}. Przepraszamy. Jeśli u Państwa nadal nie działa, prosimy o wiadomość.',
  'notice.retracted':
    '{sender}: nasza wiadomość o awarii od {since} była pomyłką, Państwa usługi ona nie dotyczy. Przepraszamy.',
  'notice.planned':
    '{sender}: planowane prace od {since} do {until}{hasArea, select, yes { ({area})} other {}}. W tym czasie usługa może nie działać.',
  'notice.reminder':
    '{sender}: przypominamy o planowanych pracach od {since} do {until}. W tym czasie usługa może nie działać.',
  'notice.credit': '{sender}: za {number} otrzymują Państwo {amount}. {reason}',
  'notice.compensation.automatic': 'Należną rekompensatę przyznamy sami, bez wniosku.',
  'notice.compensation.claim': 'O rekompensatę można wystąpić do {claimUntil}.',
  'notice.more': 'Więcej: {url}',
  'notice.stop': 'Rezygnacja z wiadomości: odpowiedź {keyword}.',
  'notice.unsubscribe':
    'Otrzymują Państwo tę wiadomość, bo dotyczy Państwa usługi. Rezygnacja z dalszych wiadomości: {url}',

  'notice.subject.first':
    '{extent, select, degraded {Zakłócenia Państwa usługi} other {Państwa usługa nie działa}}: {number}',
  'notice.subject.update': 'Nowe informacje: {number}',
  'notice.subject.restored': 'Państwa usługa znów działa: {number}',
  'notice.subject.retracted': 'Nasza wiadomość była pomyłką: {number}',
  'notice.subject.planned': 'Planowane prace od {since}: {number}',
  'notice.subject.credit': 'Otrzymują Państwo {amount}: {number}',
  'notice.greeting': 'Dzień dobry,',
  'notice.closing': 'Z poważaniem, {sender}',
}
