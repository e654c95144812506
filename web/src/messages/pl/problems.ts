import type { problems as english } from '../en/problems.ts'
import type { Translated } from '../words.ts'

export const problems: Translated<typeof english> = {
  'problem.console.unreachable':
    'Pulih nie odpowiada. Proszę sprawdzić połączenie i spróbować ponownie; nic nie zostało zrobione dwa razy.',
  'problem.console.unknown': 'Odmowa z powodu, którego ta konsola nie zna: {code}.',
  'problem.request.invalid': 'Części wpisanych danych nie można użyć.',
  'problem.request.not-json': 'Żądanie zostało uszkodzone po drodze. Proszę spróbować ponownie.',
  'problem.request.bad-cursor': 'Lista zmieniła się w międzyczasie. Proszę wczytać ją ponownie.',
  'problem.request.too-large': 'Za duże: najwyżej {limit} bajtów.',
  'problem.request.wrong-media': 'Taki rodzaj pliku nie jest tu przyjmowany. Możliwe są: {accepts}.',
  'problem.request.not-found': 'Pod tym adresem nic nie ma.',
  'problem.request.too-many':
    'Zbyt wiele żądań naraz. Proszę odczekać {seconds, plural, one {# sekundę} few {# sekundy} many {# sekund} other {# sekundy}}.',
  'problem.request.conflict':
    'Ktoś zmienił to w tej samej chwili. Proszę wczytać dane ponownie i spróbować jeszcze raz.',
  'problem.request.not-valid-here': 'Pewna wartość jest niemożliwa: {reason}',
  'problem.access.unauthenticated': 'Wymagane jest zalogowanie się.',
  'problem.access.forbidden':
    'Do tego potrzebne jest uprawnienie {permission}. Może je nadać osoba zarządzająca pracownikami.',
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
  'problem.outages.in-future': 'Ten czas leży w przyszłości. W przyszłości mogą się zaczynać tylko prace planowe.',
  'problem.outages.bad-share': 'Udział dostarczonej usługi ma sens tylko przy pogorszeniu.',
  'problem.outages.reference-taken': 'Awaria {outage} ma już oznaczenie {reference}.',
  'problem.outages.not-suspected': '{outage} nie jest już podejrzeniem, więc nie ma czego potwierdzać.',
  'problem.outages.not-confirmed': '{outage} to dopiero podejrzenie. Najpierw trzeba je potwierdzić albo wycofać.',
  'problem.outages.not-open': '{outage} już się skończyła. Można ją jeszcze skorygować, o ile nie została wycofana.',
  'problem.outages.already-restored': '{outage} usunięto {restoredAt}. Jeśli to nieprawda, należy ją skorygować.',
  'problem.outages.already-closed':
    '{outage} jest zamknięta i nie będzie otwarta ponownie. Należy ją skorygować albo zgłosić nową.',
  'problem.outages.already-retracted':
    '{outage} została wycofana i tak zostanie. Jeśli jednak była awarią, należy zgłosić nową.',
  'problem.outages.not-restored': 'To możliwe dopiero po usunięciu awarii {outage}.',
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
}
