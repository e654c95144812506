import type { explanation as english } from '../en/explanation.ts'
import type { SameKeys } from '../same-keys.ts'

export const explanation: SameKeys<typeof english> = {
  'step.interruption-counted': '{when} ({length}): liczy się',
  'step.extent-not-covered': '{when} ({length}): nie liczy się, bo przepis tego nie obejmuje: {extent}',
  'step.cause-excluded': '{when} ({length}): nie liczy się z powodu przyczyny: {cause}. {proof}',
  'step.cause-not-covered': '{when} ({length}): nie liczy się, bo przepis nie wymienia tej przyczyny: {cause}. {proof}',
  'step.planned-work': '{when} ({length}): nie liczy się, bo były to prace planowe',
  'step.planned-work-announced':
    '{when} ({length}): nie liczy się, bo były to prace planowe zapowiedziane z wyprzedzeniem: {notice}',
  'step.interruption-too-short': '{when}: nie liczy się z powodu długości: {length}. Wymagane: {limit}',
  'step.event-too-small':
    '{when} ({length}): nie liczy się, bo zdarzenie było za małe: {what, select, subscribers {dotknięci abonenci} other {dotknięte obiekty}}: {found}. Próg w przepisie: {limit}',
  'step.joined-after-onset': '{when} ({length}): nie liczy się, bo usługa zaczęła się dopiero {since}',
  'step.not-in-force': 'Dnia {day} przepis nie obowiązywał. Obowiązuje {period}',
  'step.not-in-force-then':
    '{when} ({length}): nie liczy się, bo dnia {day} przepis nie obowiązywał. Obowiązuje {period}',
  'step.parameter-not-set':
    'Kwoty nie da się ustalić: operator nie podał wartości „{parameter}”. Podaj ją w "parameters" sprawy',

  'step.clock-started.onset': 'Czas biegnie od początku przerwy: {at}',
  'step.clock-started.report': 'Czas biegnie od zgłoszenia klienta: {at}',
  'step.clock-started.known': 'Czas biegnie od chwili, w której dostawca wiedział: {at}',
  'step.clock-started.earlier-of-known-and-report':
    'Czas biegnie od chwili, w której dostawca wiedział albo klient zgłosił: {at}',
  'step.clock-deadline': 'Czas wolny kończy się: {deadline}',
  'step.clock-not-started':
    'Czas nie zaczął biec: {start, select, report {nie ma zgłoszenia klienta} known {nie podano, kiedy dostawca wiedział} other {nie ma zgłoszenia i nie podano, kiedy dostawca wiedział}}',
  'step.clock-paused': 'Czas nie biegnie od {at}: wizyta nie doszła do skutku z powodu klienta',
  'step.time-merged':
    '{pieces, plural, one {# przerwa} few {# przerwy} many {# przerw} other {# przerwy}} razem, części wspólne liczone raz: {length}',

  'step.measured': '{what}: {value}',
  'step.condition-met': '{what}: {value}. Wymagane: {limit}',
  'step.condition-not-met': '{what}: {value}. Wymagane: {limit}',
  'step.tier-reached': 'Osiągnięty próg: {limit} ({what}: {value})',
  'step.below-first-tier': 'Poniżej pierwszego progu: {limit} ({what}: {value})',
  'step.holiday-unknown': 'Nie da się ustalić dni roboczych: kalendarz świąt „{calendar}” nie zna dnia {day}',
  'step.right-without-amount': 'Prawo przysługuje, ale przepis nie określa kwoty',
  'step.nothing-to-count': 'Warunek jest spełniony, ale nie ma czego liczyć: kwota nie powstaje',
  'step.formula': '{formula}',

  'step.service-not-covered': 'Przepis nie dotyczy tego rodzaju usługi: {found}. Obejmuje: {covered}',
  'step.subscriber-not-covered': 'Przepis nie dotyczy tego rodzaju klienta: {found}. Obejmuje: {covered}',
  'step.payment-not-covered': 'Przepis nie dotyczy tego sposobu płacenia: {found}. Obejmuje: {covered}',
  'step.remoteness-not-covered': 'Przepis nie dotyczy tego położenia: {found}. Obejmuje: {covered}',
  'step.region-not-covered': 'Przepis nie dotyczy tego regionu: {found}. Obejmuje: {covered}',
  'step.provider-not-designated': 'Dostawca nie jest wyznaczony do usługi powszechnej',
  'step.provider-not-signatory': 'Dostawca nie podpisał kodeksu „{code}”',
  'step.no-head-for-service': 'Żadna część przepisu nie dotyczy tej usługi',
  'step.other-currency': 'Przepis podaje kwoty w walucie {covered}, a sprawa jest w walucie {found}',
  'step.short-history': 'Historia jest krótsza, niż wymaga przepis; policzono z tego, co jest: {base}',
  'step.yields-to': 'Ustępuje pierwszeństwa: {scheme}',
  'step.paid-once': 'Wypłata raz na abonenta: wyższą kwotę daje inna usługa tego samego abonenta',

  'outcome.owed': 'należy się',
  'outcome.not-owed': 'nie należy się',
  'outcome.right-without-amount': 'prawo bez określonej kwoty',
  'outcome.undetermined': 'nie da się ustalić',
  'outcome.covered': 'pokryte gdzie indziej',
  'outcome.goodwill': 'z dobrej woli, nie należność',
  'outcome.not-law': 'to nie prawo: nic się nie należy',

  'figure.minimum': 'bezsporne minimum',
  'figure.recommended': 'zalecane',
  'figure.maximum': 'maksimum do obrony',
  'figure.goodwill': 'dobra wola, nie należność',

  'heading.what-happened': 'Co się stało',
  'heading.measured': 'Co zmierzono',
  'heading.conditions': 'Warunki',
  'heading.calculation': 'Obliczenie',
  'heading.benefits': 'W naturze',
  'heading.remarks': 'Uwagi',
  'heading.readings': 'Tekst jest niejasny i można go czytać różnie',
  'heading.settlement': 'Rozliczenie',
  'heading.sources': 'Źródła',
  'heading.not-applied': 'Nie zastosowano, ponieważ',
  'heading.event': 'Zdarzenie {number}',

  'work.greatest': 'największa z kwot {amounts} = {value}',
  'work.least': 'najmniejsza z kwot {amounts} = {value}',
  'work.together': 'razem: {sum}',
  'work.rounded-to': '(w krokach co {unit})',
  'work.capped': 'górna granica przepisu: {from} → {to}',
  'work.raised': 'dolna granica przepisu: {from} → {to}',
  'work.final-rounding': 'na końcu zaokrąglone: {from} → {to}',

  'answer.no-lines': 'Żaden przepis nie ma tu zastosowania.',
  'answer.service': 'usługa {service}',

  'settled.automatic': 'Automatycznie: klient nie musi o nic prosić.',
  'settled.on-claim': 'Na wniosek: klient musi się zgłosić.',
  'settled.claim-by': 'Wniosek do: {date}.',
  'settled.pay-by': 'Wypłata do: {date}.',
  'settled.forms': 'Forma: {forms}.',
  'settled.pay-on': 'Gdzie: {bill}.',
  'settled.late-times': 'W razie opóźnienia: kwota × {times}.',
  'settled.late-interest': 'W razie opóźnienia: odsetki {rate} miesięcznie.',

  'benefit.line': '{quantity} {unit}: {kind}',
  'benefit.valid': 'ważność: {days}',
  'benefit.claim': 'termin zgłoszenia: {days}',
  'benefit.frequency': 'jak często: {frequency}',
  'benefit.price': 'cena: {price}',
  'benefit.per': '× {measure}',
}
