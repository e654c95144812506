import type { cli as english } from '../en/cli.ts'
import type { SameKeys } from '../same-keys.ts'

export const cli: SameKeys<typeof english> = {
  'time.seconds': '{n, plural, one {# sekunda} few {# sekundy} many {# sekund} other {# sekundy}}',
  'time.minutes': '{n, plural, one {# minuta} few {# minuty} many {# minut} other {# minuty}}',
  'time.hours': '{n, plural, one {# godzina} few {# godziny} many {# godzin} other {# godziny}}',
  'time.days': '{n, plural, one {# dzień} few {# dni} many {# dni} other {# dnia}}',
  'time.weeks': '{n, plural, one {# tydzień} few {# tygodnie} many {# tygodni} other {# tygodnia}}',
  'period.from': 'od {from}',
  'period.from-to': 'od {from} do {to} (wyłącznie)',

  'mistakes.title': '{count, plural, one {# błąd} few {# błędy} many {# błędów} other {# błędu}} w {input}:',
  'mistakes.stdin': 'standardowym wejściu',
  'mistakes.whole': '(cały dokument)',
  'check.ok': 'Zgodnie z oczekiwaniem.',
  'check.title':
    '{count, plural, one {# różnica} few {# różnice} many {# różnic} other {# różnicy}} względem oczekiwań sprawy:',
  'check.none': 'Sprawa niczego nie oczekuje (brak "expect"): nic nie sprawdzono.',

  'rules.id': 'id',
  'rules.status': 'status',
  'rules.from': 'od',
  'rules.to': 'do',
  'rules.confidence': 'źródło',
  'rules.readings': 'wykładnie',
  'rules.count': '{count, plural, one {# podstawa} few {# podstawy} many {# podstaw} other {# podstawy}}',
  'rules.none': 'Nie ma przepisów dla „{jurisdiction}”. Znane są: {known}.',
  'rules.unknown': 'Nie ma podstawy „{id}”.',
  'rules.near': 'Czy chodziło o: {near}?',
  'rules.list-hint': '`pulih rules` wypisuje wszystkie.',
  'rules.in-force': 'Obowiązuje',
  'rules.jurisdiction': 'Kraj',
  'rules.currency': 'Waluta',
  'rules.any-currency': 'dowolna',
  'rules.combined': 'Łączenie',
  'rules.version': 'Wersja',
  'rules.per': 'Liczone',
  'rules.rounding': 'Zaokrąglenie',
  'rules.stacking': 'Obok innych',

  'parameter.name': 'wartość',
  'parameter.from': 'od',
  'parameter.to': 'do',
  'parameter.is': 'wynosi',
  'parameter.article': 'artykuł',
  'parameter.source': 'źródło',
  'parameter.operator': 'ustala operator',

  'causes.title': 'Przyczyny, jakie może mieć przerwa',
}
