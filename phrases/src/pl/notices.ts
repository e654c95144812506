import type { notices as english } from '../en/notices.ts'
import type { SameKeys } from '../same-keys.ts'

export const notices: SameKeys<typeof english> = {
  'notice.first':
    '{sender}: {extent, select, degraded {Państwa usługa działa gorzej niż zwykle} other {Państwa usługa nie działa}} od {since}{hasArea, select, yes { ({area})} other {}}.',
  'notice.first.nobody':
    '{sender}: {extent, select, degraded {zakłócenia} other {awaria}} od {since}{hasArea, select, yes { ({area})} other {}}.',
  'notice.cause': 'Przyczyna: {cause}.',
  'notice.etr': 'Przewidujemy usunięcie awarii do {etr}.',
  'notice.etr-unknown': 'jeszcze nieznany',
  'notice.next-update': 'Nie wiemy jeszcze, jak długo to potrwa. Odezwiemy się do {nextUpdateBy}.',
  'notice.no-estimate': 'Nie wiemy jeszcze, jak długo to potrwa.',
  'notice.update': '{sender}, {number}: {words}',
  'notice.next-word': 'Odezwiemy się ponownie do {nextUpdateBy}.',
  'notice.reopened':
    '{sender}, {number}: awaria jednak trwa, usługa znów nie działa. Przepraszamy, pracujemy nad jej usunięciem.',
  'notice.still-working': 'Nadal pracujemy nad usunięciem awarii.',
  'notice.etr-changed': '{sender}, {number}: nowy przewidywany termin usunięcia awarii to {etr}.',
  'notice.etr-withdrawn':
    '{sender}, {number}: potrwa to dłużej, niż sądziliśmy.{hasNext, select, yes { Odezwiemy się do {nextUpdateBy}.} other {}}',
  'notice.restored':
    '{sender}, {number}: usługa znów działa od {restoredAt}, po przerwie trwającej {length}. Przepraszamy. Jeśli u Państwa nadal nie działa, prosimy o wiadomość.',
  'notice.retracted':
    '{sender}: nasza wiadomość o awarii od {since} była pomyłką, Państwa usługi ona nie dotyczy. Przepraszamy.',
  'notice.retracted.planned':
    '{sender}: zapowiedziane prace od {since} do {until} nie odbędą się. Państwa usługi one nie dotyczą.',
  'notice.planned':
    '{sender}: planowane prace od {since} do {until}{hasArea, select, yes { ({area})} other {}}. W tym czasie usługa może nie działać.',
  'notice.reminder':
    '{sender}: przypominamy o planowanych pracach od {since} do {until}. W tym czasie usługa może nie działać.',
  'notice.credit': '{sender}: za {number} otrzymują Państwo {amount}.',
  'notice.credit.reason':
    '{nature, select, correction {Jest to korekta wcześniejszego uznania} goodwill {Przyznajemy to w geście dobrej woli} other {Podstawa}}: {rules}.',
  'notice.credit.goodwill': 'W tym {goodwill} przyznajemy w geście dobrej woli.',
  'notice.credit.claim':
    '{claim, select, some {O część tego świadczenia należy wystąpić do {claimUntil}.} other {Należy o nie wystąpić do {claimUntil}.}}',
  'notice.credit.others': 'inne',
  'notice.credit.outage-unnamed': 'awarię usługi',
  'notice.credit.rule-unnamed': 'rekompensata za awarię',
  'notice.compensation.automatic': 'Należną rekompensatę przyznamy sami, bez wniosku.',
  'notice.compensation.claim': 'O rekompensatę można wystąpić do {claimUntil}.',
  'notice.more': 'Więcej: {url}',
  'notice.stop': 'Rezygnacja z wiadomości: odpowiedź {keyword}.',

  'notice.voice.greeting': 'Dzień dobry, tu {sender}.',
  'notice.voice.outage':
    '{extent, select, degraded {Państwa usługa działa gorzej niż zwykle} other {Państwa usługa nie działa}} od {since}.',
  'notice.voice.planned': 'Prowadzimy planowane prace od {since} do {until}. W tym czasie usługa może nie działać.',
  'notice.voice.area': 'Dotyczy to obszaru: {area}.',
  'notice.voice.sorry': 'Przepraszamy za utrudnienia.',
  'notice.voice.number': 'Numer tej awarii to {number}.',
  'notice.voice.stay': 'Aby porozmawiać z konsultantem, prosimy pozostać na linii.',

  'notice.subject.first':
    '{extent, select, degraded {Zakłócenia Państwa usługi} other {Państwa usługa nie działa}}: {number}',
  'notice.subject.first.nobody': '{extent, select, degraded {Zakłócenie usługi} other {Awaria}}: {number}',
  'notice.subject.update': 'Nowe informacje: {number}',
  'notice.subject.restored': 'Państwa usługa znów działa: {number}',
  'notice.subject.reopened': 'Awaria jednak trwa: {number}',
  'notice.subject.retracted': 'Nasza wiadomość była pomyłką: {number}',
  'notice.subject.retracted.planned': 'Planowane prace nie odbędą się: {number}',
  'notice.subject.planned': 'Planowane prace od {since}: {number}',
  'notice.subject.credit': 'Otrzymują Państwo {amount}: {number}',
  'notice.greeting': 'Dzień dobry,',
  'notice.closing': 'Z poważaniem, {sender}',
  'notice.mail.open': 'Zobacz, jak wygląda sytuacja',
  'notice.mail.why':
    '{isCustomer, select, yes {Otrzymują Państwo tę wiadomość, bo dotyczy usługi, którą świadczy Państwu {sender}.} other {Otrzymują Państwo tę wiadomość, bo zamówili Państwo powiadomienia o awariach ({sender}).}}',
  'notice.mail.stop': 'Rezygnacja z takich wiadomości',

  'answer.subject': 'Od {sender}',
  'answer.stopped':
    '{sender}: nie otrzymają Państwo tu więcej wiadomości. Aby je znów otrzymywać, prosimy odpisać START.',
  'answer.subscribed':
    '{sender}: od teraz będą tu Państwo otrzymywać wiadomości o awariach. Aby ich nie otrzymywać, prosimy odpisać {keyword}.',
  'answer.started':
    '{sender}: znów otrzymują tu Państwo nasze wiadomości. Aby ich nie otrzymywać, prosimy odpisać {keyword}.',
  'answer.help':
    '{sender}: prosimy odpisać STATUS, aby dowiedzieć się o stanie łącza, albo {keyword}, aby nie otrzymywać wiadomości. {url}',
  'answer.unknown': '{sender}: nie wiemy, do kogo należy ten numer lub adres. Wszystkie awarie: {url}',
  'answer.by-link':
    '{sender}: ktoś poprosił mailem w Państwa imieniu o zmianę ustawień naszych wiadomości. Jeśli to Państwo, można to zrobić tutaj: {url}',
  'answer.noted':
    '{sender}: dziękujemy, odnotowaliśmy zgłoszenie. Nie znamy jeszcze awarii, która by Państwa dotyczyła; jeśli usługa nadal nie działa, prosimy o telefon. Wszystkie awarie: {url}',
  'answer.nothing-known':
    '{sender}: nie znamy awarii, która by Państwa dotyczyła. Jeśli usługa nie działa, prosimy o telefon. Wszystkie awarie: {url}',
}
