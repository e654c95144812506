import type { mistakes as english } from '../en/mistakes.ts'
import type { SameKeys } from '../same-keys.ts'

export const mistakes: SameKeys<typeof english> = {
  'mistake.not-an-object': 'Tu musi być obiekt w nawiasach klamrowych, a jest {found}. Wpisz pola w środku.',
  'mistake.unknown-field':
    'Nie ma tu pola „{field}”. {hasKnown, select, yes {Użyj jednego z: {known}.} other {Usuń je.}}',
  'mistake.missing-field': 'Brakuje pola „{field}”. Dodaj je.',
  'mistake.unknown-form': 'To nie jest znana postać: {what}. Użyj dokładnie jednego z pól: {known}.',
  'mistake.unknown-word': '{found} nie jest tu znanym słowem. Użyj jednego z: {known}.',
  'mistake.too-deep': 'Zagnieżdżenie jest za głębokie. Zapisz to płycej.',
  'mistake.not-a-list':
    'Tu musi być lista w nawiasach kwadratowych, a jest {found}. Dodaj nawiasy, także dla jednej pozycji.',
  'mistake.list-too-short':
    '{atLeast, plural, one {Lista wymaga co najmniej # pozycji.} other {Lista wymaga co najmniej # pozycji.}} Dodaj to, czego brakuje, albo usuń pole, jeśli nie jest obowiązkowe.',
  'mistake.not-a-text': '{found} nie jest tekstem. Wpisz słowa w cudzysłowie, najwyżej 4000 znaków.',
  'mistake.not-a-date': '{found} nie jest datą. Wpisz rok, miesiąc i dzień, na przykład "2026-09-10".',
  'mistake.not-an-instant':
    '{found} nie jest chwilą. Wpisz datę, godzinę i przesunięcie strefy, na przykład "2026-09-10T08:00:00+02:00".',
  'mistake.not-a-duration':
    '{found} nie jest czasem trwania. Wpisz według ISO 8601 tygodnie, dni, godziny, minuty lub sekundy, na przykład "PT12H".',
  'mistake.not-a-fraction': '{found} nie jest ułamkiem. Wpisz "1/30", "0.995" albo "20%".',
  'mistake.not-a-count': '{found} nie jest liczbą całkowitą. Wpisz cyfry w cudzysłowie, na przykład "5".',
  'mistake.not-an-amount':
    '{found} nie jest kwotą. Wpisz liczbę dziesiętną z kropką w cudzysłowie, na przykład "60.00".',
  'mistake.not-a-money':
    '{found} nie jest kwotą w tej walucie. Wpisz liczbę z kropką i nie więcej miejscami po kropce, niż ma waluta, na przykład "60.00".',
  'mistake.not-a-time-of-day': '{found} nie jest godziną. Wpisz godzinę i minuty, na przykład "08:00".',
  'mistake.not-a-currency': '{found} nie jest walutą. Wpisz jej trzy wielkie litery (ISO 4217), na przykład "PLN".',
  'mistake.not-a-parameter': '{found} nie jest nazwą parametru. Wpisz znak dolara i nazwę, na przykład "$graceTime".',
  'mistake.only-true': 'Może tu stać tylko true, a jest {found}. W innym razie pomiń to pole.',
  'mistake.not-a-flag': '{found} nie jest ani true, ani false. Wpisz true albo false bez cudzysłowu.',
  'mistake.not-a-whole-number': '{found} nie jest liczbą całkowitą od 0. Wpisz cyfry bez cudzysłowu.',

  'mistake.either-or': '„{one}” i „{other}” wykluczają się. Zostaw jedno z nich.',
  'mistake.unknown-time-zone':
    'Nie ma strefy czasowej „{found}”. Wpisz nazwę z listy IANA, na przykład "Europe/Warsaw".',
  'mistake.unknown-bundle': 'Nie ma pakietu „{found}”. Dodaj go do "bundles" albo podaj monthlyFee tej usługi.',
  'mistake.duplicate': '„{found}” stoi tu po raz drugi. Nadaj każdemu własną nazwę.',
  'mistake.needed-by-bundle':
    'Pakiet „{bundle}” dzieli opłatę ({split}) i potrzebuje tego pola w każdej swojej usłudze. Dodaj kwotę albo podziel pakiet inaczej.',
  'mistake.unused-bundle': 'Żadna usługa nie należy do pakietu „{found}”. Wskaż go w usłudze albo usuń.',
  'mistake.unknown-service':
    'Nie ma usługi „{found}” w tej sprawie. {hasKnown, select, yes {Użyj jednej z: {known}.} other {Pomiń to pole: sprawa ma jedną usługę bez nazwy.}}',
  'mistake.end-not-after-start':
    'Koniec nie jest po początku. Zamień je albo popraw: koniec to pierwsza chwila, która już się nie wlicza.',
  'mistake.too-many-decimals':
    '{found} ma za dużo miejsc po kropce lub cyfr dla {currency}. Najwięcej: {digits, plural, =0 {bez miejsc po kropce} one {# miejsce po kropce} few {# miejsca po kropce} many {# miejsc po kropce} other {# miejsca po kropce}}. Popraw kwotę.',
  'mistake.several-currencies': 'Tu jest {found}, a sprawa jest w {expected}. Zapisz osobną sprawę dla każdej waluty.',
  'mistake.unknown-scheme':
    'Nie ma podstawy „{found}”. {hasKnown, select, yes {Znane są: {known}.} other {`pulih rules` wypisuje te, które istnieją.}}',
  'mistake.unknown-jurisdiction':
    'Nie ma przepisów dla kraju „{found}”. {hasKnown, select, yes {Znane są: {known}.} other {Wskaż podstawy po nazwie.}}',
  'mistake.parameter-not-operator-set':
    'Żadna podstawa w tej sprawie nie pozwala operatorowi ustalić „{found}”. Usuń tę wartość albo popraw nazwę: `pulih rules show` wypisuje wartości podstawy.',

  'mistake.policy-overlap':
    'W niektóre dni obowiązuje także „{other}”, inna wersja tej samej polityki, i obie by wypłacały. Jedna powinna kończyć się w dniu, w którym zaczyna się druga; w przeciwnym razie wybierz identyfikator bez liczby na końcu.',
  'mistake.rank-taken': 'Podstawa „{other}” ma już w tej grupie pozycję {rank}. Wybierz inną pozycję.',
  'mistake.patch-leads-nowhere': 'Pod {found} nic nie stoi, więc nie ma czego zastąpić. Popraw wskaźnik.',
  'mistake.patch-not-allowed':
    'Wykładnia nie może zastąpić tego, co stoi pod {found}. Zmieniaj tylko heads, parameters, floor, cap, combine, per lub versionBy, nie to, kogo przepis obejmuje.',
  'mistake.readings-collide':
    'Wykładnia „{other}” też ustala {place} i obie dają wartość „{figure}”. Zostaw każdej wartości jedną z nich.',
  'mistake.bad-scheme-id':
    '„{found}” nie jest identyfikatorem podstawy. Wpisz kraj i nazwę, na przykład "nl/telecommunicatiewet-7.1a", albo "policy/…".',
  'mistake.bad-jurisdiction': '„{found}” nie jest krajem. Wpisz dwie wielkie litery kraju, na przykład "PL".',
  'mistake.unused-parameter': 'Nic nie używa parametru „{name}”. Odwołaj się do niego przez "${name}" albo go usuń.',
  'mistake.unknown-source':
    'Nie ma źródła „{found}”. {hasKnown, select, yes {Użyj jednego z: {known}; albo dodaj je do "sources".} other {Dodaj je do "sources".}}',
  'mistake.parameter-without-value':
    'Parametr „{name}” nie ma wartości. Dodaj wartość ze źródłem albo zaznacz, że ustala ją operator.',
  'mistake.version-gap':
    'Parametr „{name}” nie ma wartości od {from}{to, select, none {} other { do {to}}}. Uzupełnij lukę wartością ze źródłem.',
  'mistake.version-overlap':
    'Parametr „{name}” ma dwie wartości w dniu {on}. Ustaw wartości po kolei i zakończ jedną, zanim zacznie się następna.',
  'mistake.unknown-calendar': 'Nie ma kalendarza świąt „{found}”. Dodaj go do kalendarzy albo popraw nazwę.',
  'mistake.needs-clock': 'Zakres „{span}” wymaga biegu terminu. Dodaj tej części "clock" albo mierz inny zakres.',
  'mistake.bound-with-measure':
    'Granica dolna ani górna nie może zależeć od tego, co zmierzono. Wpisz kwotę albo część opłaty.',
  'mistake.money-without-currency': 'Stoi tu kwota, a podstawa nie ma waluty. Ustaw "currency".',
  'mistake.steps-without-rest': 'Ostatni krok musi dotyczyć reszty. Wpisz "rest": true.',
  'mistake.steps-after-rest': 'Po kroku dla reszty nic już nie może stać. Przenieś go na koniec.',
  'mistake.tiers-not-ascending': 'Próg {found} nie jest wyższy od poprzedniego. Uporządkuj progi od najniższego.',
  'mistake.bound-needs-one-head':
    'Granica dolna lub górna dla zdarzenia wymaga podstawy z jedną częścią. Wpisz ją w kwotę tej części albo podziel podstawę.',
  'mistake.steps-need-whole-units':
    'Kroki liczy się w całych jednostkach, więc miara nie może być częścią całości. Usuń „over”.',
  'mistake.unknown-parameter':
    'Nie ma parametru „{found}”. {hasKnown, select, yes {Użyj jednego z: {known}; albo dodaj go do "parameters".} other {Dodaj go do "parameters".}}',
  'mistake.wrong-unit':
    'Parametr „{name}” ma jednostkę „{unit}”, a potrzebna jest „{expected}”. Użyj innego parametru.',
  'mistake.too-large': '{found} to za dużo, by bezpiecznie liczyć. Wpisz mniejszą wartość.',
  'mistake.must-not-be-zero': 'Zero nie ma tu sensu. Wpisz wartość dodatnią zamiast {found}.',

  'mistake.broken-json':
    'To nie jest poprawny JSON: wiersz {line}, kolumna {column}. {near, select, end {Tekst kończy się za wcześnie: zamknij wszystkie nawiasy i cudzysłowy.} other {Nieoczekiwane: {near}. Poszukaj brakującego przecinka, nawiasu lub cudzysłowu.}}',
  'mistake.empty-list': 'Lista nie zawiera żadnej sprawy. Dodaj co najmniej jedną.',
  'mistake.file-absent': 'Nie ma pliku „{file}”. Sprawdź ścieżkę; `-` czyta ze standardowego wejścia.',
  'mistake.file-unreadable':
    'Pliku „{file}” nie da się odczytać ({reason}). Sprawdź, czy to plik i czy wolno go czytać.',
  'mistake.file-too-large':
    '„{file}” ma więcej niż {limit} MB. Podziel go na mniejsze; dla całej bazy klientów użyj `pulih run`.',
  'mistake.not-utf8': '„{file}” nie jest tekstem UTF-8. Zapisz go jako UTF-8.',
  'mistake.unknown-version':
    'Przepis nie ma wartości dla dnia z tej sprawy ({reason}). Popraw datę albo daj nam znać: brak prawa nigdy nie znaczy zero.',
  'mistake.did-you-mean': 'Czy chodziło o „{near}”?',
}
