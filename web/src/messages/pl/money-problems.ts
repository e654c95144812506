import type { moneyProblems as english } from '../en/money-problems.ts'
import type { Translated } from '../words.ts'

export const moneyProblems: Translated<typeof english> = {
  'problem.compensation.run-not-found': 'Nie ma takiego przebiegu.',
  'problem.compensation.not-assessed':
    'Usługa {service} nie została oceniona w tym przebiegu: żadna awaria nie dotknęła jej z dowodem wystarczającym do wypłaty.',
  'problem.compensation.service-not-found': 'Nie ma usługi {service}.',
  'problem.compensation.exclusion-not-found': 'Już się na nią nie powołano.',
  'problem.compensation.bad-scope': 'Proszę wybrać miesiąc albo awarię.',
  'problem.compensation.no-schemes':
    'Dla {jurisdiction} nie obowiązuje żadna zasada. Może to zmienić osoba zarządzająca ustawieniami.',
  'problem.compensation.bad-operator':
    'Ustawień operatora nie można użyć. {why, select, no_zone {Nie ma strefy czasowej {found}.} no_currency {{found} nie jest walutą.} unknown_schemes {Nieznane zasady: {found}.} other_currency {Te zasady wypłacają w walucie innej niż {currency}: {found}.} no_amount {{found} nie jest kwotą w {currency}.} other {Proszę poprawić to, co tu wskazano.}}',
  'problem.compensation.wrong-status':
    'Teraz nie jest to możliwe: przebieg {status, select, draft {jest dopiero szkicem} computing {jest w trakcie oceny} computed {czeka na zatwierdzenie} reviewed {jest sprawdzony} approved {jest zatwierdzony} posting {jest w trakcie księgowania} stopped {został zatrzymany} posted {jest zaksięgowany} settled {jest rozliczony} cancelled {został anulowany} failed {zakończył się błędem} other {jest już w innym stanie}}. Być może ktoś był szybszy.',
  'problem.compensation.partly-posted':
    'Przebieg {run} zaksięgował już {posted, plural, one {# kwotę, która zachowuje} few {# kwoty, które zachowują} many {# kwot, które zachowują} other {# kwoty, które zachowują}} swoją ocenę. Proszę anulować resztę i rozpocząć nowy przebieg; obejmie on tylko różnicę.',
  'problem.compensation.same-person':
    'Kto rozpoczął, ocenił lub sprawdził przebieg powyżej {limit}, nie może go zatwierdzić. Musi to zrobić druga osoba.',
  'problem.compensation.over-budget':
    'Przebieg przyznaje {due}, jego budżet to {budget}. Proszę podnieść budżet i ocenić ponownie albo rozpocząć przebieg z wyższym budżetem.',
  'problem.compensation.unfair':
    '{breaches, plural, one {# grupa} few {# grupy} many {# grup} other {# grupy}} równych przypadków z różnymi kwotami; pokazuje to podsumowanie.',
  'problem.compensation.facts-changed':
    'Od czasu oceny zmieniły się awarie, dotknięte usługi, ceny lub wyłączenia. Proszę ocenić przebieg ponownie i uzyskać nowe zatwierdzenie; jeśli część zaksięgowano, anulować resztę i rozpocząć nowy.',
  'problem.compensation.not-external':
    'Za przyczynę „{cause}” odpowiada operator. Przyczyny zewnętrzne to: {external}.',
  'problem.compensation.already-excluded': 'Już powołano się tu na przyczynę zewnętrzną; najpierw trzeba to wycofać.',
  'problem.compensation.bad-policy': 'W tej postaci nie można stosować polityki.',
  'problem.compensation.busy': 'Trwa inna symulacja. Proszę spróbować za chwilę.',
  'problem.payouts.not-found': 'Nie ma takiej wypłaty.',
  'problem.payouts.channel-not-found': 'Nie ma kanału {channel}.',
  'problem.payouts.channel-unusable':
    'Kanał nie może tak działać. {why, select, money_only {{adapter} przyjmuje tylko pieniądze, a jednostki to {units}.} no_resource {Proszę podać zasób dla {units}.} nothing_fits {Żadna z czekających wypłat nie może znaleźć się w tym pliku; powód podano przy każdej.} other {Proszę sprawdzić jego ustawienia.}}',
  'problem.payouts.unit-not-carried': '{channel} obsługuje {units}, nie {unit}.',
  'problem.payouts.stopped': 'Kanał {channel} zatrzymano: „{reason}”. Najpierw trzeba go wznowić.',
  'problem.payouts.not-a-file-channel': '{channel} wysyła każdą wypłatę osobno.',
  'problem.payouts.nothing-to-send': 'Nic nie czeka na {channel}.',
  'problem.payouts.taken-back':
    'Nic, co czeka na ten plik, nie ma już pokrycia: kwotę wypłaty {payout} cofnięto. Proszę ją wycofać albo ponownie przyznać kwotę.',
  'problem.payouts.nothing-to-resolve':
    '{state, select, requested {Wypłata czeka na swoją kolej} sending {Wypłata jest wysyłana} unknown {Wystawca rachunków jest jeszcze pytany} accepted {Wystawca rachunków przyjął wypłatę} billed {Wypłata jest na rachunku} withdrawn {Wypłatę wycofano} other {Wypłata jest już w innym stanie}}: nie ma o czym decydować.',
  'problem.payouts.batch-not-found': 'Nie ma takiego pliku.',
  'problem.payouts.answer-unreadable':
    'Nie da się odczytać odpowiedzi; niczego nie przejęto. Program odczytujący podaje: „{mistakes}”',
  'problem.payouts.answer-incomplete':
    'Plik zawiera {found} błędnych rekordów, dziennik podaje {failed}. Niczego nie przejęto.',
  'problem.payouts.bills-unreadable':
    'Nie da się odczytać rachunków; niczego nie przejęto. Program odczytujący podaje: „{mistakes}”',
  'problem.payouts.line-changed':
    'Wiersz {line} zapisano wcześniej z innymi liczbami. Zmieniony rachunek ma nowy wiersz.',
  'problem.ledger.not-found': 'Nie ma zapisu {transfer}.',
  'problem.ledger.service-unknown': 'Nie ma usługi {service}.',
  'problem.ledger.duplicate': 'To już przyznano usłudze {service} zapisem {transfer}.',
  'problem.ledger.already-reversed': 'Zapis {transfer} wystornowano zapisem {reversedBy}.',
  'problem.ledger.not-reversible':
    'Zapis {transfer} {kind, select, reversal {sam jest stornem} payout {to wypłata} billed {jest na rachunku} carried {został przeniesiony} expired {wygasł} other {jest innego rodzaju}}. Wystornować można tylko uznania, korekty i gesty dobrej woli.',
  'problem.ledger.corrected-since':
    'Później ją skorygowano: bez zapisu {transfer} zostałoby mniej niż zero. Najpierw trzeba wystornować późniejsze korekty.',
  'problem.ledger.benefit-used':
    'Świadczenie wykorzystano, jest w drodze lub wygasło: {service} ma jeszcze {balance} {unit}.',
  'problem.ledger.bad-amount':
    '{why, select, too_many_decimals {{digits, plural, =0 {{unit} nie ma miejsc po przecinku, więc nie można przyznać {amount}.} one {{unit} ma najwyżej # miejsce po przecinku, więc nie można przyznać {amount}.} few {{unit} ma najwyżej # miejsca po przecinku, więc nie można przyznać {amount}.} many {{unit} ma najwyżej # miejsc po przecinku, więc nie można przyznać {amount}.} other {{unit} ma najwyżej # miejsca po przecinku, więc nie można przyznać {amount}.}}} other {{amount} nie jest kwotą większą od zera w {unit}.}}',
  'problem.ledger.wrong-currency': '{service} rozlicza się w {currency}, nie w {unit}.',
  'problem.ledger.goodwill-limit':
    'Ręcznie można przyznać usłudze {limit} {unit} w ciągu trzydziestu dni, a {service} ma już {given}. Większa kwota wymaga zatwierdzonego przebiegu.',
  'problem.ledger.deadline-passed': 'Dzień {date} już minął: wygasłoby od razu. Proszę podać późniejszy dzień.',
  'problem.compensation.bad-case': 'Na tak opisany przypadek nie da się odpowiedzieć.',
  'problem.payouts.channel-exists': 'Kanał {channel} już istnieje. Proszę go zmienić albo wybrać inną nazwę.',
  'problem.payouts.channel-used':
    'Przez kanał {channel} przeszły wypłaty i ich historia pozostaje. Zamiast tego należy go zatrzymać.',
  'problem.payouts.adapter-fixed':
    'Kanał {channel} działa jako „{adapter}” i wypłaty mogą być w drodze. Proszę dodać inny kanał.',
  'problem.payouts.address-erased':
    'Oznaczenie usługi {service} u wystawcy rachunków usunięto razem z klientem. Proszę podać, na które konto wysłać.',
  'problem.payouts.file-erased':
    'Plik usunięto, ponieważ po odpowiedzi na niego usunięto klienta, którego zawierał. Jego skrót jest przechowywany.',
  'problem.ledger.overdrawn': '{service} ma {balance} {unit}; nie można wypłacić {amount}.',
  'problem.ledger.nothing-to-settle':
    'Z tego, co wysłano do {service} za {basis}, nierozliczone jest {open} {unit}; {amount} nie może być na rachunku.',
}
