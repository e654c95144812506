import type { press as english } from '../en/press.ts'
import type { SameKeys } from '../same-keys.ts'

export const press: SameKeys<typeof english> = {
  'press.headline.outage':
    '{sender}: {extent, select, degraded {zakłócenia usług} other {awaria usług}}{hasArea, select, yes {, {area}} other {}}',
  'press.headline.planned': '{sender}: planowane prace w sieci{hasArea, select, yes {, {area}} other {}}',
  'press.headline.over': '{sender}: usługi znów działają{hasArea, select, yes {, {area}} other {}}',
  'press.headline.retracted': '{sender} odwołuje informację o awarii',
  'press.headline.withdrawn': '{sender}: planowane prace nie odbędą się',
  'press.dateline': '{sender}, {at} (wszystkie godziny: {zone})',
  'press.lead.outage':
    'Od {since} {extent, select, degraded {usługi firmy {sender} działają gorzej niż zwykle} other {nie działają usługi firmy {sender}}}{hasArea, select, yes { na obszarze: {area}} other {}}. Pracujemy nad usunięciem awarii.',
  'press.lead.planned':
    '{sender} prowadzi prace w sieci od {since} do {until}{hasArea, select, yes { na obszarze: {area}} other {}}. W tym czasie usługi mogą nie działać.',
  'press.lead.over':
    'Usługi firmy {sender}, których dotyczyła awaria od {since}, działają znów od {restoredAt}, po przerwie trwającej {length}. Przepraszamy za utrudnienia.',
  'press.lead.retracted':
    'Nasza informacja o awarii od {since} była pomyłką: nie dotyczyła żadnej usługi. Przepraszamy.',
  'press.lead.withdrawn': 'Prace w sieci zapowiedziane na {since} nie odbędą się.',
  'press.known': 'Co wiadomo',
  'press.cause': 'Przyczyna: {cause}',
  'press.cause-unknown': 'Przyczyna: jeszcze nieznana',
  'press.area': 'Obszar: {area}',
  'press.since': 'Od: {since}',
  'press.until': 'Do: {until}',
  'press.etr': 'Przewidywany termin usunięcia: {etr}',
  'press.etr-unknown': 'Przewidywany termin usunięcia: jeszcze nieznany',
  'press.restored': 'Działa znów od: {restoredAt}',
  'press.next-update': 'Kolejna informacja do: {nextUpdateBy}',
  'press.compensation.automatic': 'Rekompensata: należną klientom przyznamy sami, bez wniosku',
  'press.compensation.claim': 'Rekompensata: klienci mogą o nią wystąpić do {claimUntil}',
  'press.advice.outage':
    'Zalecenie: awarii nie trzeba zgłaszać ponownie; kto chce wiedzieć, co dalej, może zamówić powiadomienia na stronie {url}',
  'press.advice.planned': 'Zalecenie: kto potrzebuje wtedy łącza, powinien przygotować inny sposób połączenia',
  'press.advice.over': 'Zalecenie: prosimy o kontakt, jeśli usługa nadal nie działa',
  'press.contact': 'Kontakt: {contact}',
  'press.more': 'Bieżąca sytuacja: {url}',
  'press.number': 'Numer: {number}',
}
