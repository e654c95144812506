import type { problems as english } from '../en/problems.ts'
import type { Translated } from '../words.ts'

export const problems: Translated<typeof english> = {
  'problem.console.unreachable':
    'Pulih nie odpowiada. Proszę sprawdzić połączenie i spróbować ponownie; nic nie zostało zrobione dwa razy.',
  'problem.console.unknown': 'Odmowa z powodu, którego ta konsola nie zna: {code}.',
  'problem.request.invalid': 'Części wpisanych danych nie można użyć.',
  'problem.request.not-json': 'Żądanie zostało uszkodzone po drodze. Proszę spróbować ponownie.',
  'problem.request.bad-cursor': 'Lista zmieniła się w międzyczasie. Proszę wczytać ją ponownie.',
  'problem.request.too-large': 'Za duże; dozwolona liczba bajtów: {limit, number}.',
  'problem.request.wrong-media': 'Taki rodzaj pliku nie jest tu przyjmowany. Możliwe są: {accepts}.',
  'problem.request.not-found': 'Pod tym adresem nic nie ma.',
  'problem.request.too-many':
    'Zbyt wiele żądań naraz. Proszę odczekać {seconds, plural, one {# sekundę} few {# sekundy} many {# sekund} other {# sekundy}}.',
  'problem.request.conflict':
    'Ktoś zmienił to w tej samej chwili. Proszę wczytać dane ponownie i spróbować jeszcze raz.',
  'problem.request.not-valid-here':
    '{why, select, out_of_range {Pewna liczba jest poza zakresem.} no_such_date {Pewna data nie istnieje.} no_such_time {Pewna godzina nie istnieje.} no_text {Pewien tekst zawiera bajty, które nie są tekstem.} other_form {Pewien tekst ma inną postać, niż jest tu potrzebna.} bad_character {Pewien tekst zawiera znak, którego nie da się zapisać.} against_a_rule {Wartości są ze sobą sprzeczne.} refers_to_nothing {Wskazano coś, co nie istnieje albo już nie istnieje.} other {Pewna wartość jest niemożliwa.}}',
  'problem.access.unauthenticated': 'Wymagane jest zalogowanie się.',
  'problem.access.forbidden':
    'Do tego potrzebne jest uprawnienie „{permission}”. Może je nadać osoba zarządzająca pracownikami.',
  'problem.access.foreign-origin': 'Żądanie przyszło z innej strony i zostało odrzucone.',
  'problem.idempotency.other-body': 'To samo żądanie wysłano z inną treścią. Proszę spróbować ponownie.',
  'problem.version.required': 'Proszę wczytać stronę ponownie i spróbować jeszcze raz.',
  'problem.version.outdated':
    'Ktoś zmienił to w międzyczasie. Widoczne są już najnowsze dane; proszę je sprawdzić i spróbować ponownie.',
  'problem.service.unavailable': 'Chwilowo niedostępne. Proszę spróbować za chwilę.',
  'problem.service.failed':
    'Coś poszło nie tak po naszej stronie. Wsparcie znajdzie to w dzienniku pod numerem {request}.',
  'problem.identity.not-signed-in': 'Login i hasło nie pasują do siebie albo konto jest wyłączone.',
  'problem.identity.code-refused': 'Kod jest błędny, został już użyty albo podany za późno. Proszę podać następny.',
  'problem.identity.too-many-attempts':
    'Zbyt wiele prób. Proszę odczekać {seconds, plural, one {# sekundę} few {# sekundy} many {# sekund} other {# sekundy}}; po każdej kolejnej nieudanej próbie będzie to dłużej.',
  'problem.identity.password-weak':
    'Tego hasła nie można użyć. Potrzeba od {least} do {most} znaków, innych niż login, nazwisko i poprzednie hasło oraz nie samych jednakowych.',
  'problem.identity.password-wrong': 'Obecne hasło jest nieprawidłowe.',
  'problem.identity.password-none': 'Logowanie odbywa się kontem firmowym, które samo zarządza hasłami.',
  'problem.identity.staff-only': 'Do tego potrzebna jest zalogowana osoba.',
  'problem.identity.provider-none': 'Logowanie kontem firmowym nie jest tu skonfigurowane.',
  'problem.identity.provider-away': 'Logowanie firmowe nie odpowiada. Proszę spróbować za chwilę albo użyć hasła.',
  'problem.identity.provider-refused':
    'Logowanie kontem firmowym zostało odrzucone. Proszę zacząć od nowa, w jednej przeglądarce i bez długiej przerwy.',
  'problem.identity.provider-no-role':
    'Konto firmowe jest znane, ale nie daje tu żadnej roli. Proszę zapytać osobę zarządzającą pracownikami.',
  'problem.identity.already-linked': 'To konto firmowe należy do innego pracownika.',
  'problem.outages.not-found': 'Nie ma awarii {outage}.',
  'problem.outages.no-scope': 'Proszę podać co najmniej jeden element, obszar lub usługę.',
  'problem.outages.unknown-element': 'W sieci nie ma elementu {keys}.',
  'problem.outages.unknown-service': 'Nie ma usługi {keys}.',
  'problem.outages.bad-polygon': 'Obrys wielokąta musi się kończyć tam, gdzie się zaczyna.',
  'problem.outages.in-future':
    '{field, select, startedAt {Początek} noticedAt {Chwila zauważenia} knownAt {Chwila, w której dowiedział się dostawca,} restoredAt {Usunięcie} etr {Szacowane usunięcie} nextUpdateBy {Termin następnej informacji} other {Ten czas}} przypada w przyszłości. W przyszłości mogą się zaczynać tylko prace planowe.',
  'problem.outages.bad-share': 'Udział dostarczonej usługi ma sens tylko przy pogorszeniu.',
  'problem.outages.reference-taken': 'Awaria {outage} ma już oznaczenie {reference}.',
  'problem.outages.not-suspected':
    '{outage} {status, select, retracted {została wycofana, więc nie ma czego potwierdzać} closed {jest zamknięta, więc nie ma czego potwierdzać} restored {jest już usunięta, a więc potwierdzona} other {jest już potwierdzona}}.',
  'problem.outages.not-confirmed': '{outage} to dopiero podejrzenie. Najpierw trzeba je potwierdzić albo wycofać.',
  'problem.outages.not-open':
    '{outage} {status, select, restored {jest usunięta. Jeśli to nieprawda, należy ją skorygować} closed {jest zamknięta. Jeśli coś się nie zgadza, należy ją skorygować} retracted {została wycofana i tak zostanie. Jeśli jednak była awarią, należy zgłosić nową} other {już się skończyła}}.',
  'problem.outages.already-restored': '{outage} usunięto {restoredAt}. Jeśli to nieprawda, należy ją skorygować.',
  'problem.outages.already-closed':
    '{outage} jest zamknięta i nie będzie otwarta ponownie. Należy ją skorygować albo zgłosić nową.',
  'problem.outages.already-retracted':
    '{outage} została wycofana i tak zostanie. Jeśli jednak była awarią, należy zgłosić nową.',
  'problem.outages.not-restored':
    '{status, select, closed {{outage} jest zamknięta, więc sprawa jest zakończona} retracted {{outage} została wycofana. Jeśli jednak była awarią, należy zgłosić nową} suspected {{outage} to dopiero podejrzenie. Najpierw trzeba je potwierdzić i oznaczyć jako usunięte} other {{outage} jeszcze trwa. Najpierw trzeba ją oznaczyć jako usuniętą}}.',
  'problem.outages.open-tasks':
    '{outage} ma jeszcze {tasks, plural, one {# otwarte zadanie} few {# otwarte zadania} many {# otwartych zadań} other {# otwartego zadania}}. Najpierw trzeba je zakończyć lub zaniechać.',
  'problem.outages.restored-before-start': 'Skończyłaby się, zanim się zaczęła ({startedAt}).',
  'problem.outages.restored-before-part': '{part} przywrócono {restoredAt}, czyli później niż całość.',
  'problem.outages.not-a-part': '{reference} nie należy do tej awarii albo już działa.',
  'problem.outages.etr-before-start': 'Zaczęła się {startedAt}; proszę oszacować późniejszy czas.',
  'problem.outages.ends-before-start': 'Skończyłoby się, zanim się zaczęło.',
  'problem.outages.nothing-changes': 'Wszystko jest już tak zapisane.',
  'problem.outages.same': 'Nie można połączyć awarii z nią samą.',
  'problem.outages.task-not-found': 'Tego zadania już nie ma.',
  'problem.outages.too-many-tasks': 'Awaria może mieć najwyżej {limit} zadań.',
  'problem.compensation.unfinished-outage': 'Awaria {outage} jeszcze trwa, więc jej długość nie jest znana.',
  'problem.idempotency.bad-key': 'Nie można użyć klucza żądania: potrzeba od 1 do 200 widocznych znaków ASCII.',
  'problem.metrics.closed':
    'Metryki można odczytać tylko z ich własnym tokenem. Osoba utrzymująca serwer ustawia PULIH_METRICS_TOKEN.',
  'problem.settings.not-found': 'Nie ma ustawienia {name}.',
  'problem.identity.codes-on':
    'Kody są już wymagane. Najpierw trzeba je wyłączyć, a potem zarejestrować inne urządzenie.',
  'problem.identity.codes-not-enrolled':
    'Nie zarejestrowano jeszcze urządzenia. Najpierw trzeba je zarejestrować i podać kod.',
  'problem.identity.staff-not-found': 'Nie ma takiego pracownika.',
  'problem.identity.login-taken': 'Ten login należy już do kogoś. Proszę wybrać inny.',
  'problem.identity.own-account':
    'Nikt nie zmienia własnych ról ani nie wyłącza i nie resetuje samego siebie. Proszę poprosić inną osobę.',
  'problem.identity.last-admin':
    'To ostatni administrator. Najpierw trzeba nadać tę rolę komuś innemu; inaczej nikt nie mógłby zarządzać pracownikami.',
  'problem.identity.roles-by-claim':
    'O rolach decyduje konto firmowe. Należy zmienić je tam; zostaną przejęte przy następnym logowaniu.',
  'problem.identity.session-not-found': 'Ta sesja już się zakończyła.',
  'problem.identity.key-not-found': 'Nie ma takiego klucza API, który można by unieważnić.',
  'problem.identity.key-scopes':
    'Klucz może tyle, co jego właściciel, i nigdy nie zatwierdza pieniędzy, nie zarządza osobami ani nie usuwa ich danych. Należy pominąć: {scopes}.',
  'problem.identity.key-expiry':
    'Taki termin ważności jest niemożliwy. Proszę wybrać chwilę od teraz do {days, plural, one {# dnia} few {# dni} many {# dni} other {# dnia}} naprzód.',
  'problem.identity.password-temporary': 'Hasło jest tymczasowe, bo widział je ktoś inny. Najpierw trzeba je zmienić.',
  'problem.identity.link-not-found': 'Takiego powiązania z kontem firmowym już nie ma.',
  'problem.identity.only-way-in':
    'Bez hasła ta osoba loguje się tylko kontem firmowym. Zamiast tego należy wyłączyć jej konto tutaj.',
  'problem.identity.link-needed':
    'Ta osoba jest wyłączona, a powiązanie nie wpuszcza jej konta firmowego. Zniknie, gdy osoba zostanie ponownie dopuszczona.',
  'problem.identity.audit-row-not-found': 'W dzienniku audytu nie ma wiersza {number}, po którym można by zacząć.',
  'problem.identity.person-not-found': 'O kliencie {customer} nic nie przechowujemy.',
  'problem.webhooks.endpoint-not-found': 'Takiego punktu końcowego już nie ma.',
  'problem.webhooks.delivery-not-found': 'Takiej wysyłki już nie ma; udane są przechowywane tylko przez kilka tygodni.',
  'problem.webhooks.unusable-address':
    '{why, select, no_address {To nie jest adres.} names_a_user {W adresie nie należy podawać użytkownika ani hasła; wiadomości są podpisywane.} has_a_fragment {Należy pominąć część adresu po znaku #; nigdy nie jest wysyłana.} not_https {Adres musi zaczynać się od https://.} not_public {{host} nie jest adresem w publicznym internecie.} other {Pod ten adres nie można nic wysłać.}}',
  'problem.webhooks.too-many-endpoints':
    'Jest już {most, plural, one {# punkt końcowy} few {# punkty końcowe} many {# punktów końcowych} other {# punktu końcowego}}. Najpierw trzeba któryś usunąć.',
  'problem.webhooks.too-many-secrets':
    'Dla tego punktu końcowego {most, plural, one {obowiązuje jeszcze # sekret} few {obowiązują jeszcze # sekrety} many {obowiązuje jeszcze # sekretów} other {obowiązuje jeszcze # sekretu}}. Proszę poczekać, aż któryś wygaśnie, albo zakończyć stare od razu.',
  'problem.webhooks.endpoint-disabled':
    'Punkt końcowy jest wyłączony, więc nic do niego nie wysyłamy. Najpierw trzeba go włączyć.',
  'problem.webhooks.under-way': 'Wysyłka właśnie trwa. Proszę zajrzeć za minutę.',
  'problem.portal.not-found': 'Wśród tego, co należy do tego klienta, nie ma niczego o tej nazwie.',
  'problem.portal.no-codes': 'Nie podłączono kanału, którym portal mógłby wysłać kod.',
  'problem.portal.wrong-code': 'Kod jest błędny, został już użyty albo podany za późno.',
  'problem.portal.too-often':
    'Zbyt wiele prób. Proszę odczekać {seconds, plural, one {# sekundę} few {# sekundy} many {# sekund} other {# sekundy}}.',
  'problem.portal.no-provider': 'Portal nie ma podłączonego innego logowania.',
  'problem.portal.provider-away': 'Logowanie portalu nie odpowiada.',
  'problem.portal.provider-refused': 'Logowanie portalu nie podało, kim jest ta osoba.',
  'problem.portal.already-appealed': 'O tej awarii i usłudze złożono już odwołanie.',
  'problem.outages.unlikely-time':
    '{field, select, startedAt {Początek} noticedAt {Chwila zauważenia} knownAt {Chwila, w której dowiedział się dostawca,} restoredAt {Usunięcie} etr {Szacowane usunięcie} nextUpdateBy {Termin następnej informacji} other {Ten czas}} ({instant}) to chyba pomyłka. Proszę podać czas od {first} do {last}.',
  'problem.outages.bad-file':
    '{why, select, missing_column {W wierszu nagłówka brakuje kolumny „{column}”.} duplicate_column {W wierszu nagłówka kolumna „{column}” występuje dwa razy.} not_utf8 {Plik nie jest zapisany w UTF-8. Proszę zapisać go w UTF-8.} other {Pliku nie można użyć.}}',
  'problem.outages.gets-money': 'Usługa {service} otrzymuje rekompensatę za {outage} bez odwołania.',
  'problem.outages.already-appealed': 'Usługa {service} złożyła już odwołanie w sprawie {outage}.',
  'problem.outages.no-appeal': 'Usługa {service} nie ma otwartego odwołania w sprawie {outage}.',
}
