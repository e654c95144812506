import type { en } from './en.ts'

export const pl: { readonly [Key in keyof typeof en]: string } = {
  'language.name': 'Polski',
  'page.title': '{headline} · {name}',
  'page.status': 'Stan usług',
  'page.skip': 'Przejdź do treści',
  'page.languages': 'Język',
  'page.pages': 'Strony',
  'page.as-of': 'Stan na: {when}',
  'page.zone': 'Wszystkie godziny są lokalne ({zone}).',
  'nav.now': 'Teraz',
  'nav.planned': 'Prace planowe',
  'nav.history': 'Historia',

  'headline.fine': 'Wszystko działa.',
  'headline.limited': 'Niektóre usługi działają gorzej, niż obiecujemy.',
  'headline.not-working': 'Niektóre usługi nie działają.',
  'headline.work': 'Trwają prace planowe; reszta działa.',
  'headline.back':
    'Łącza znów działają; obserwujemy {n, plural, one {awarię} few {# awarie} many {# awarii} other {# awarii}}, zanim uznamy, że to koniec.',
  'headline.outages':
    '{n, plural, one {Trwa awaria} few {Trwają # awarie} many {Trwa # awarii} other {Trwa # awarii}}{where, select, yes { ({places})} other {}}{effect, select, down {: nie działa około {count, number} {count, plural, one {łącze} few {łącza} many {łączy} other {łącza}}} worse {: gorzej działa około {count, number} {count, plural, one {łącze} few {łącza} many {łączy} other {łącza}}} mixed {: dotyczy około {count, number} {count, plural, one {łącza} few {łączy} many {łączy} other {łącza}}} other {}}.',
  'places.more':
    '{places} i {n, plural, one {# inne miejsce} few {# inne miejsca} many {# innych miejsc} other {# innego miejsca}}',

  'outages.title': 'Awarie',
  'extent.total': 'Brak usługi',
  'extent.degraded': 'Gorsza jakość',
  'extent.planned': 'Prace planowe',
  'stage.investigating': 'Ustalamy przyczynę',
  'stage.identified': 'Przyczyna znana',
  'stage.monitoring': 'Naprawione, obserwujemy',
  'stage.resolved': 'Zakończona',
  'stage.scheduled': 'Zaplanowane',
  'stage.in_progress': 'W toku',
  'stage.completed': 'Wykonane',
  'stage.cancelled': 'Odwołane',
  'stages.title': 'Na jakim jest etapie',

  'facts.title': 'Co wiemy',
  'fact.where': 'Gdzie',
  'fact.since': 'Od kiedy',
  'fact.when': 'Kiedy',
  'fact.cause': 'Przyczyna',
  'fact.expected': 'Przewidywany koniec',
  'fact.connections': 'Łącza',
  'fact.parts': 'Dotyczy',
  'fact.compensation': 'Rekompensata',
  'since.for': 'czas trwania: {duration}',
  'cause.unknown': 'Jeszcze nieznana',
  'expected.at': 'Do: {when}',
  'expected.unknown': 'Jeszcze nieznany',
  'expected.next': 'Następna informacja do: {when}',
  'expected.passed': 'Podany termin minął; podamy nowy',
  'expected.update-passed': 'Informacja powinna już tu być',
  'connections.down': 'Nie działa około {down, number}',
  'connections.worse': 'Gorzej działa około {down, number}',
  'connections.back': 'Znów działa {back, number} z około {hit, number}',
  'connections.were': 'Awaria objęła około {hit, number}',
  'connections.planned': 'Około {hit, number}',
  'areas.more':
    '{n, plural, one {i # inny obszar} few {i # inne obszary} many {i # innych obszarów} other {i # innego}}',

  'updates.title': 'Co podaliśmy',
  'updates.earlier':
    '{n, plural, one {# wcześniejsza informacja} few {# wcześniejsze informacje} many {# wcześniejszych informacji} other {# wcześniejszej informacji}}',
  'updates.none': 'Nic jeszcze nie podaliśmy.',

  'map.title': 'Gdzie to jest',
  'map.label':
    'Mapa: {n, plural, one {# dotknięty obszar} few {# dotknięte obszary} many {# dotkniętych obszarów} other {# dotkniętego obszaru}}; to samo mówi lista obok.',
  'map.list': 'Obszary',

  'planned.title': 'Prace planowe',
  'planned.none': 'Nic nie jest planowane.',
  'planned.calendar': 'Dodaj do kalendarza',

  'components.title': 'Usługi i obszary',
  'components.services': 'Usługi',
  'components.areas': 'Obszary',
  'components.bars':
    'Jeden słupek to jeden z ostatnich {n, plural, one {# dnia} few {# dni} many {# dni} other {# dnia}}; dzisiejszy jest po prawej.',
  'components.promise': 'Obiecujemy {promise}.',
  'components.from': 'od {share}',
  'components.less': 'mniej',
  'components.unknown': 'brak danych',
  'components.parts': '{n, plural, one {# część} few {# części} many {# części} other {# części}}',
  'component.operational': 'Działa',
  'component.degraded_performance': 'Działa gorzej',
  'component.partial_outage': 'Częściowa awaria',
  'component.major_outage': 'Awaria',
  'component.under_maintenance': 'Prace planowe',
  'availability.share': 'Dostępność {share}',
  'availability.unknown': 'Brak danych',
  'availability.kept': 'zgodnie z obietnicą',
  'availability.missed': 'poniżej obietnicy',
  'bars.label':
    '{full, plural, one {# dzień} few {# dni} many {# dni} other {# dnia}} bez przerw, {less, plural, one {# dzień} few {# dni} many {# dni} other {# dnia}} z przerwami, {unknown, plural, one {# dzień} few {# dni} many {# dni} other {# dnia}} bez danych.',
  'bars.in-words': 'Dni z przerwami, słowami',
  'bars.day': '{day}: {share}',
  'bars.no-days': 'Nie było takich dni.',

  'compensation.title': 'Rekompensata',
  'compensation.how':
    'Po awarii obliczamy, co należy się za każde łącze, którego dotyczyła, według prawa i umowy. Kwotę odliczamy od rachunku. Nie trzeba o nią prosić.',
  'compensation.not-yet-known': 'Będzie znana po zakończeniu awarii',
  'compensation.being-assessed': 'Jest obliczana',
  'compensation.paid-on-the-bill': 'Odliczona od rachunku, bez wniosku',
  'compensation.none': 'Nie przysługuje z tego tytułu',

  'history.title': 'Historia',
  'history.intro': 'Co już się zakończyło, od najnowszych.',
  'history.none': 'Jeszcze nic się nie wydarzyło.',
  'history.months': 'Miesiące',
  'history.count':
    '{n, plural, one {# awaria lub prace} few {# awarie i prace} many {# awarii i prac} other {# awarii i prac}}',
  'history.all': 'Cała historia',
  'history.recent': 'Ostatnio zakończone',

  'contact.title': 'Kontakt',
  'contact.help': 'Pomoc',
  'contact.phone': 'Telefon',
  'contact.mail': 'E-mail',
  'feeds.title': 'Obserwuj i korzystaj z danych',
  'feeds.calendar': 'Kalendarz prac planowych',
  'feeds.warnings': 'Ostrzeżenia CAP',
  'feeds.data': 'JSON',

  'live.changed': 'Strona się zmieniła.',
  'live.lost': 'Nie można połączyć się z tą stroną. Widać stan na: {when}.',

  'nav.look-up': 'Czy to dotyczy mnie?',
  'look-up.title': 'Czy to dotyczy mnie?',
  'look-up.intro':
    'Prosimy wpisać numer usługi, adres, kod pocztowy lub obszar. Powiemy, czy dotyczy ich awaria, o której wiemy.',
  'look-up.ask': 'Sprawdź swoje łącze',
  'look-up.again': 'Sprawdź coś innego',
  'look-up.label': 'Numer usługi, adres, kod pocztowy lub obszar',
  'look-up.button': 'Sprawdź',
  'look-up.privacy': 'Nie pokazujemy żadnych danych i nie przechowujemy tego, co zostało wpisane.',
  'answer.hit':
    '{n, plural, one {Tak, dotyczy tego awaria.} few {Tak, dotyczą tego # awarie lub prace.} many {Tak, dotyczy tego # awarii lub prac.} other {Tak, dotyczy tego # awarii lub prac.}}',
  'answer.some':
    '{n, plural, one {Awaria dotyczy części łączy w tym miejscu.} few {Części łączy w tym miejscu dotyczą # awarie lub prace.} many {Części łączy w tym miejscu dotyczy # awarii lub prac.} other {Części łączy w tym miejscu dotyczy # awarii lub prac.}}',
  'answer.own-hit':
    '{n, plural, one {Tak, Państwa łącza dotyczy awaria.} few {Tak, Państwa łącza dotyczą # awarie lub prace.} many {Tak, Państwa łącza dotyczy # awarii lub prac.} other {Tak, Państwa łącza dotyczy # awarii lub prac.}}',
  'answer.clear': 'Nie znamy awarii, która by tego dotyczyła.',
  'answer.own-clear': 'Nie znamy awarii, która dotyczyłaby Państwa łącza.',
  'answer.busy': 'Z Państwa sieci nadeszło naraz zbyt wiele zapytań. Prosimy spróbować ponownie za kilka sekund.',
  'answer.expired': 'Ten odnośnik stracił ważność. Łącze można sprawdzić poniżej.',
  'look-up.exactly': 'Dokładną odpowiedź da numer usługi lub pełny adres.',
  'look-up.tell-us': 'Jeśli mimo to usługa nie działa, prosimy o zgłoszenie: możemy jeszcze o tym nie wiedzieć.',
  'live.old': 'Brak nowych wiadomości od: {when}. To, co widać, mogło się zmienić.',

  'missing.title': 'Nie ma takiej strony.',
  'missing.text': 'Być może została przeniesiona albo w adresie jest błąd.',
  'missing.home': 'Stan obecny',

  'map.open': 'Mapa do przesuwania i powiększania',
  'map.closer': 'Przybliż',
  'map.farther': 'Oddal',
}
