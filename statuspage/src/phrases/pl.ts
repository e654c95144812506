import type { en } from './en.ts'

export const pl: { readonly [Key in keyof typeof en]: string } = {
  'language.name': 'Polski',
  'page.title': '{headline} · {name}',
  'page.status': 'Stan usług',
  'page.subscribe': 'Powiadomienia o awariach przez e-mail, SMS lub komunikator',
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
  'updates.in-language':
    '{language, select, en {W języku angielskim} id {W języku indonezyjskim} pl {W języku polskim} other {W innym języku}}',

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
  'availability.known':
    '{days, plural, one {znany # dzień} few {znane # dni} many {znanych # dni} other {znane # dnia}}',
  'availability.unknown': 'Brak danych',
  'availability.kept': 'zgodnie z obietnicą',
  'availability.missed': 'poniżej obietnicy',
  'reckoned.title': 'Jak liczymy dostępność',
  'reckoned.formula':
    'Dostępność = (sekundy należne − sekundy utracone) ÷ sekundy należne, zsumowane po wszystkich usługach i dniach. Każdej usłudze należy się każda sekunda doby, dzisiaj – sekundy do tej chwili; utracone to te, w których nie działała, a gdy działała gorzej – brakująca część.',
  'reckoned.rules':
    'Zapowiedziane prace planowe się nie liczą. Każda usługa liczy się od awarii do przywrócenia i tylko raz, nawet jeśli dotknęło ją kilka awarii naraz. Minione dni dzielimy przez liczbę usług z danego dnia. Na obszarze dni, w których dotkniętych było mniej niż pięć łączy, liczą się jako dni bez przerw, aby nikogo nie dało się rozpoznać. Udziały ucinamy, nigdy nie zaokrąglamy w górę.',
  'bars.label':
    '{full, plural, one {# dzień} few {# dni} many {# dni} other {# dnia}} bez przerw, {less, plural, one {# dzień} few {# dni} many {# dni} other {# dnia}} z przerwami, {unknown, plural, one {# dzień} few {# dni} many {# dni} other {# dnia}} bez danych.',
  'bars.in-words': 'Dni z przerwami, słowami',
  'bars.day': '{day}: {share}',
  'bars.no-days': 'Nie było takich dni.',

  'compensation.title': 'Rekompensata',
  'compensation.how':
    'Po awarii obliczamy, co należy się Państwu na podstawie prawa i umowy, za każde dotknięte nią łącze. W jakiej formie i czy trzeba o to wystąpić, podajemy przy każdej awarii, gdy tylko zapadnie decyzja.',
  'compensation.not-yet-known': 'Będzie znana po zakończeniu awarii',
  'compensation.being-assessed': 'Jest obliczana',
  'compensation.granted': 'Przyznana',
  'compensation.given': 'Przekazana',
  'compensation.none': 'Nie przysługuje z tego tytułu',
  'payment.how': '{stage}: {forms}.',
  'payment.bill': 'odliczenie od rachunku',
  'payment.balance': 'doładowanie konta na kartę',
  'payment.payout': 'osobna wypłata',
  'payment.in-kind': 'pakiet danych, minuty lub inne świadczenie',
  'payment.claim':
    '{claim, select, none {Nie trzeba o nią występować.} some {O część trzeba wystąpić{dated, select, yes {, najpóźniej {until}} other {}}.} other {Trzeba o nią wystąpić{dated, select, yes {, najpóźniej {until}} other {}}.}}',

  'history.title': 'Historia',
  'history.intro': 'Co już się zakończyło, od najnowszych.',
  'history.none': 'Jeszcze nic się nie wydarzyło.',
  'history.months': 'Miesiące',
  'history.count':
    '{n, plural, one {# awaria lub prace} few {# awarie i prace} many {# awarii i prac} other {# awarii i prac}}',
  'history.whole-month':
    '{n, plural, one {Cały miesiąc: # wpis} few {Cały miesiąc: # wpisy} many {Cały miesiąc: # wpisów} other {Cały miesiąc: # wpisu}}',
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

  'feeds.developers': 'Dla programistów',
  'developers.title': 'Dla programistów',
  'developers.intro':
    'Stan sieci można pokazać we własnym serwisie lub odczytywać programem. Nie jest potrzebny żaden klucz, a pytać może każda witryna.',
  'developers.widget': 'Ramka dla Państwa witryny',
  'developers.widget-says':
    'Pokazuje, co nie działa i kiedy pojawią się nowe informacje; odświeża się co minutę. Nie zapisuje plików cookie i nie wysyła danych o odwiedzających.',
  'developers.badge': 'Plakietka',
  'developers.badge-says': 'Mały obrazek, który zawsze pokazuje stan bieżący.',
  'developers.badge-looks': 'Jak plakietka wygląda teraz',
  'developers.copy': 'Do skopiowania',
  'developers.files': 'Pliki i kanały',
  'developers.summary': 'Stan bieżący w formacie Statuspage, wersja 2',
  'developers.incidents': 'Awarie z ostatnich miesięcy w tym samym formacie',
  'developers.areas': 'Obszary objęte awariami jako GeoJSON do mapy',
  'developers.atom': 'Wiadomości w formacie Atom',
  'developers.rss': 'Wiadomości w formacie RSS',
  'developers.live': '{path} to strumień zdarzeń (server-sent events): jedno zdarzenie na każdą zmianę.',

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
  'answer.hit-outage':
    '{n, plural, one {Tak, dotyczy tego awaria.} few {Tak, dotyczą tego # awarie.} many {Tak, dotyczy tego # awarii.} other {Tak, dotyczy tego # awarii.}}',
  'answer.hit-work':
    '{n, plural, one {Tak, dotyczą tego trwające prace planowe.} few {Tak, dotyczą tego trwające prace planowe (#).} many {Tak, dotyczą tego trwające prace planowe (#).} other {Tak, dotyczą tego trwające prace planowe (#).}}',
  'answer.hit-planned':
    '{n, plural, one {Planowane są prace, które będą tego dotyczyć: {when}.} few {Planowane są prace, które będą tego dotyczyć (#); najbliższe: {when}.} many {Planowane są prace, które będą tego dotyczyć (#); najbliższe: {when}.} other {Planowane są prace, które będą tego dotyczyć (#); najbliższe: {when}.}}',
  'answer.some-outage':
    '{n, plural, one {Awaria dotyczy tam części łączy.} few {# awarie dotyczą tam części łączy.} many {# awarii dotyczy tam części łączy.} other {# awarii dotyczy tam części łączy.}}',
  'answer.some-work':
    '{n, plural, one {Trwające prace planowe dotyczą tam części łączy.} few {Trwające prace planowe (#) dotyczą tam części łączy.} many {Trwające prace planowe (#) dotyczą tam części łączy.} other {Trwające prace planowe (#) dotyczą tam części łączy.}}',
  'answer.some-planned':
    '{n, plural, one {Planowane są prace, które będą tam dotyczyć części łączy: {when}.} few {Planowane są prace, które będą tam dotyczyć części łączy (#); najbliższe: {when}.} many {Planowane są prace, które będą tam dotyczyć części łączy (#); najbliższe: {when}.} other {Planowane są prace, które będą tam dotyczyć części łączy (#); najbliższe: {when}.}}',
  'answer.own-hit-outage':
    '{n, plural, one {Tak, Państwa łącza dotyczy awaria.} few {Tak, Państwa łącza dotyczą # awarie.} many {Tak, Państwa łącza dotyczy # awarii.} other {Tak, Państwa łącza dotyczy # awarii.}}',
  'answer.own-hit-work':
    '{n, plural, one {Tak, Państwa łącza dotyczą trwające prace planowe.} few {Tak, Państwa łącza dotyczą trwające prace planowe (#).} many {Tak, Państwa łącza dotyczą trwające prace planowe (#).} other {Tak, Państwa łącza dotyczą trwające prace planowe (#).}}',
  'answer.own-hit-planned':
    '{n, plural, one {Planowane są prace, które będą dotyczyć Państwa łącza: {when}.} few {Planowane są prace, które będą dotyczyć Państwa łącza (#); najbliższe: {when}.} many {Planowane są prace, które będą dotyczyć Państwa łącza (#); najbliższe: {when}.} other {Planowane są prace, które będą dotyczyć Państwa łącza (#); najbliższe: {when}.}}',
  'answer.clear': 'Nie znamy awarii, która by tego dotyczyła.',
  'answer.own-clear': 'Nie znamy awarii, która dotyczyłaby Państwa łącza.',
  'answer.unknown': 'W tej chwili nie możemy powiedzieć, czy awaria tego dotyczy.',
  'answer.own-unknown': 'W tej chwili nie możemy powiedzieć, czy awaria dotyczy Państwa łącza.',
  'answer.busy': 'Z Państwa sieci nadeszło naraz zbyt wiele zapytań. Prosimy spróbować ponownie za kilka sekund.',
  'answer.expired': 'Ten odnośnik stracił ważność. Łącze można sprawdzić poniżej.',
  'look-up.exactly': 'Dokładną odpowiedź da numer usługi.',
  'look-up.none-now': 'W tej chwili nie znamy tam żadnej awarii.',
  'look-up.unknown-now':
    'Nie możemy teraz powiedzieć, czy jest tam również awaria: lista łączy, których dotyczą awarie, jest chwilowo niedostępna.',
  'look-up.nothing-follows':
    'Trwają awarie, a lista łączy, których dotyczą, jest chwilowo niedostępna. Nic z tego dla Państwa nie wynika: awaria może Państwa dotyczyć lub nie. Prosimy spróbować ponownie za kilka minut albo sprawdzić wszystkie awarie na stronie głównej.',
  'look-up.tell-us': 'Jeśli mimo to usługa nie działa, prosimy o zgłoszenie: możemy jeszcze o tym nie wiedzieć.',
  'live.old': 'Brak nowych wiadomości od: {when}. To, co widać, mogło się zmienić.',

  'missing.title': 'Nie ma takiej strony.',
  'missing.text': 'Być może została przeniesiona albo w adresie jest błąd.',
  'missing.home': 'Stan obecny',

  'map.open': 'Mapa do przesuwania i powiększania',
  'map.closer': 'Przybliż',
  'map.farther': 'Oddal',
}
