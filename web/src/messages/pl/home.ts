import type { home as english } from '../en/home.ts'
import type { Translated } from '../words.ts'

export const home: Translated<typeof english> = {
  'home.title': 'Start',
  'home.open': 'Trwa teraz',
  'home.services': 'Dotknięte usługi',
  'home.servicesHint': 'bez usługi lub z gorszą usługą',
  'home.suspected': 'Podejrzenia',
  'home.upcoming': 'Prace w ciągu 7 dni',
  'home.today': 'Usunięte dziś',
  'home.begunToday':
    '{count, plural, =0 {dziś nie zaczęła się żadna} one {# zaczęła się dziś} few {# zaczęły się dziś} many {# zaczęło się dziś} other {# zaczęło się dziś}}',
  'home.credited': 'Przyznano dziś',
  'home.creditedNone': 'na razie nic',
  'home.credits':
    '{credits, plural, one {# rekompensata} few {# rekompensaty} many {# rekompensat} other {# rekompensaty}}',
  'home.now': 'Co się dzieje',
  'home.nowNone': 'Wszystko działa',
  'home.nowNoneDetail': 'Nie trwa żadna awaria i żadnej się nie podejrzewa.',
  'home.allOutages': 'Wszystkie awarie',
  'home.needs': 'Wymaga działania',
  'home.needsNone': 'Nic nie czeka',
  'home.needsNoneDetail':
    'Nie minął żaden szacowany termin, żaden przebieg nie czeka na zatwierdzenie, żadna wypłata nie została odrzucona.',
  'home.need.etr': 'Szacowany termin minął {ago}',
  'home.need.update': 'Obiecana informacja miała się pojawić {at}',
  'home.need.suspected':
    '{count, plural, one {# podejrzenie awarii czeka} few {# podejrzenia awarii czekają} many {# podejrzeń awarii czeka} other {# podejrzenia awarii czeka}} na potwierdzenie lub wycofanie',
  'home.need.alarms':
    '{count, plural, one {# alarm zgłasza} few {# alarmy zgłaszają} many {# alarmów zgłasza} other {# alarmu zgłasza}} utratę łączności i nie należy do żadnej awarii',
  'home.need.toApprove':
    '{count, plural, one {# przebieg rekompensat czeka} few {# przebiegi rekompensat czekają} many {# przebiegów rekompensat czeka} other {# przebiegu rekompensat czeka}} na zatwierdzenie',
  'home.need.toPost':
    '{count, plural, one {# zatwierdzony przebieg nie jest jeszcze zaksięgowany} few {# zatwierdzone przebiegi nie są jeszcze zaksięgowane} many {# zatwierdzonych przebiegów nie jest jeszcze zaksięgowanych} other {# zatwierdzonego przebiegu nie jest jeszcze zaksięgowane}}',
  'home.need.stopped':
    '{count, plural, one {# przebieg zatrzymano w połowie} few {# przebiegi zatrzymano w połowie} many {# przebiegów zatrzymano w połowie} other {# przebiegu zatrzymano w połowie}}',
  'home.need.failing':
    '{count, plural, one {# przebieg nie może iść dalej} few {# przebiegi nie mogą iść dalej} many {# przebiegów nie może iść dalej} other {# przebiegu nie może iść dalej}}',
  'home.need.waiting':
    '{count, plural, one {# wypłatę trzeba sprawdzić} few {# wypłaty trzeba sprawdzić} many {# wypłat trzeba sprawdzić} other {# wypłaty trzeba sprawdzić}} w systemie bilingowym',
  'home.need.rejected':
    '{count, plural, one {# wypłata została odrzucona} few {# wypłaty zostały odrzucone} many {# wypłat zostało odrzuconych} other {# wypłaty zostało odrzucone}} przez system bilingowy',
  'home.need.late':
    '{count, plural, one {# wypłata się opóźnia} few {# wypłaty się opóźniają} many {# wypłat się opóźnia} other {# wypłaty się opóźnia}}',
  'home.need.channels':
    '{count, plural, one {# kanał wypłat jest zatrzymany} few {# kanały wypłat są zatrzymane} many {# kanałów wypłat jest zatrzymanych} other {# kanału wypłat jest zatrzymane}}',
  'home.need.imports':
    '{count, plural, one {# import nie powiódł się dziś} few {# importy nie powiodły się dziś} many {# importów nie powiodło się dziś} other {# importu nie powiodło się dziś}}',
  'home.map': 'Gdzie',
  'home.mapNone': 'Żaden obszar nie jest dotknięty',
  'home.servicesUnit': '{services, plural, one {usługa} few {usługi} many {usług} other {usługi}}',
  'home.area': 'Obszar',
  'home.since': 'od {at}',
  'home.etr': 'szacowany koniec {at}',
  'home.etrNone': 'brak przewidywanego terminu',
  'home.asOf': 'Stan na {at}',
}
