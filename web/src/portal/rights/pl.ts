import type { Rights } from './rights.ts'

export const rights: Rights = {
  ID: {
    intro:
      'Indonezyjska ustawa nr 8 z 1999 r. o ochronie konsumentów daje każdemu konsumentowi dziewięć praw (art. 4). Oto, co każde z nich znaczy podczas awarii i gdzie można je tutaj znaleźć.',
    rights: [
      {
        title: 'Wygoda, bezpieczeństwo i ochrona',
        text: 'Usługa nie może narażać na niebezpieczeństwo ani zostawiać bez wiadomości: o awarii się informuje, a dane pozostają bezpieczne.',
        here: 'Przegląd od razu mówi, czy coś jest nie tak. Państwa sprawy widać dopiero po zalogowaniu, a wylogować można się na wszystkich urządzeniach.',
        article: 'Art. 4 lit. a',
      },
      {
        title: 'Wybór i dotrzymanie obietnicy',
        text: 'Usługę wybiera się samemu i dostaje w jakości oraz z gwarancjami, za które się płaci.',
        here: '„Moje usługi” pokazują taryfę, opłatę, pomoc techniczną i to, czego można oczekiwać.',
        article: 'Art. 4 lit. b',
      },
      {
        title: 'Prawdziwa, jasna i uczciwa informacja',
        text: 'Mówi się, w jakim stanie jest usługa: co zawiodło, od kiedy, dlaczego i do kiedy.',
        here: '„Awarie” pokazują początek, przyczynę, przewidywany koniec i wszystko, co w tym czasie ogłosiliśmy.',
        article: 'Art. 4 lit. c',
      },
      {
        title: 'Prawo do bycia wysłuchanym',
        text: 'Opinii i skarg dotyczących usługi się słucha.',
        here: '„Uważam, że to błąd” przy każdej awarii i każdym uznaniu. Czyta to człowiek, a odpowiedź pojawia się w tym samym miejscu.',
        article: 'Art. 4 lit. d',
      },
      {
        title: 'Pomoc, ochrona i rzetelne rozstrzyganie sporów',
        text: 'Można mieć pełnomocnika, a spór rozstrzyga się w należyty sposób.',
        here: 'Każde uznanie można pobrać z uzasadnieniem i pokazać organizacji konsumenckiej. Poniżej są kroki na wypadek sporu.',
        article: 'Art. 4 lit. e',
      },
      {
        title: 'Edukacja konsumencka',
        text: 'Można się dowiedzieć, jakie ma się prawa i jak z nich korzystać.',
        here: 'Ta strona oraz obliczenie każdego uznania krok po kroku, w Państwa języku.',
        article: 'Art. 4 lit. f',
      },
      {
        title: 'Uczciwe i równe traktowanie',
        text: 'Nikogo nie traktuje się gorzej z powodu pochodzenia, wiary, majątku czy miejsca zamieszkania.',
        here: 'Te same fakty dają to samo uznanie: przed wypłatą sprawdza się, czy nikt przy tej samej opłacie i awarii nie dostaje mniej.',
        article: 'Art. 4 lit. g',
      },
      {
        title: 'Rekompensata',
        text: 'Jeśli usługa nie odpowiada umowie, można żądać rekompensaty, odszkodowania albo wymiany. Ustawa nie podaje kwoty; decydują umowa i rzeczywista szkoda.',
        here: '„Uznania” pokazują, co przyznano, na jakiej podstawie i co jeszcze czeka na wypłatę.',
        article: 'Art. 4 lit. h, art. 19',
      },
      {
        title: 'Prawa z innych ustaw',
        text: 'Obok tego obowiązuje wszystko, co dają prawo telekomunikacyjne i umowa.',
        here: 'Każde uznanie wymienia wszystkie artykuły i postanowienia umowy, na których się opiera.',
        article: 'Art. 4 lit. i',
      },
    ],
    duties: [
      'Czytać instrukcje i korzystać z usługi zgodnie z nimi, dla własnego bezpieczeństwa (art. 5 lit. a).',
      'Działać w dobrej wierze: zgodnie z prawdą mówić, co się stało i od kiedy (art. 5 lit. b).',
      'Płacić uzgodnioną cenę (art. 5 lit. c).',
      'W razie sporu korzystać z należytej drogi (art. 5 lit. d).',
      'Dbać o aktualny kontakt; inaczej kod i odpowiedź nie dotrą.',
    ],
    next: [
      'Napisać tutaj, co się nie zgadza: „Uważam, że to błąd”.',
      'Jeśli odmówimy, nie odpowiemy albo nie zapłacimy, można wybrać urząd rozstrzygania sporów konsumenckich (BPSK) albo sąd (art. 23). BPSK jest bezpłatny i rozstrzyga w 21 dni roboczych (art. 55).',
      'Kto nie zgadza się z rozstrzygnięciem, może w 14 dni roboczych wnieść sprzeciw do sądu rejonowego (art. 56). To przedsiębiorca dowodzi, że nie zawinił (art. 28).',
      'Zarejestrowana organizacja konsumencka (LPKSM) może pomóc albo pozwać w imieniu wielu osób (art. 46).',
    ],
    sources: [
      'Undang-Undang Nomor 8 Tahun 1999 tentang Perlindungan Konsumen, art. 4, 5, 19, 23, 28, 46, 55 i 56. Czytane w nieurzędowych odpisach.',
    ],
  },
  PL: {
    intro:
      'Prawo komunikacji elektronicznej z 2024 r. (PKE) i umowa mówią, co należy się w Polsce, gdy usługa zawiedzie, i jak złożyć reklamację.',
    rights: [
      {
        title: 'Odszkodowanie, gdy usługa zawiedzie',
        text: 'Dostawca odpowiada za niewykonanie lub nienależyte wykonanie usługi według umowy i Kodeksu cywilnego. Z reguły umowy przyznają 1/30 opłaty abonamentowej za każdy dzień.',
        here: '„Uznania” pokazują, co przyznano, za które dni i na podstawie którego postanowienia.',
        article: 'Art. 376 PKE',
      },
      {
        title: 'Wyższe kwoty w usłudze powszechnej',
        text: 'Dostawca wyznaczony do świadczenia usługi powszechnej płaci więcej za długie przerwy: od 36 godzin w okresie rozliczeniowym oraz za dni z przerwą dłuższą niż 12 godzin.',
        here: 'Jeśli dotyczy to dostawcy, uznanie podaje artykuł; jeśli nie, mówi dlaczego.',
        article: 'Art. 377 PKE',
      },
      {
        title: 'Rok na reklamację, w dowolnej formie',
        text: 'Jest na nią dwanaście miesięcy od końca okresu rozliczeniowego, w którym skończyła się przerwa. Można napisać, zadzwonić, przyjść albo wysłać e-mail.',
        here: '„Uważam, że to błąd” czyta człowiek. Jeśli mają biec terminy ustawowe, reklamację trzeba złożyć tak, jak mówi umowa: to pismo jeszcze jej nie zastępuje.',
        article: 'Art. 378 ust. 2 i 3 PKE',
      },
      {
        title: 'Odpowiedź w 30 dni',
        text: 'Jeśli w ciągu 30 dni nie wysłano odpowiedzi z uzasadnieniem, reklamację uważa się za uwzględnioną.',
        here: 'Przy każdym zgłoszeniu widać jego stan, datę i odpowiedź.',
        article: 'Art. 378 ust. 5 PKE',
      },
      {
        title: 'Zapłata w 30 dni',
        text: 'Jeśli uznanej kwoty nie zapłacono w 30 dni, można iść do sądu albo do regulatora.',
        here: '„Uznania” pokazują, co jeszcze czeka na wypłatę.',
        article: 'Art. 379 PKE',
      },
      {
        title: 'Odejście',
        text: 'Jeśli usługa inna niż dostęp do internetu znacznie, długo albo często odbiega od umowy, można umowę wypowiedzieć.',
        here: '„Awarie” zawierają rok przerw z początkiem i końcem, co pokazuje, jak często się zdarzały.',
        article: 'Art. 380 PKE',
      },
      {
        title: 'Bezpłatne rozwiązanie sporu',
        text: 'Konsument może bezpłatnie zwrócić się do Prezesa UKE o pozasądowe rozwiązanie sporu.',
        here: 'Każde uznanie można pobrać z uzasadnieniem i dołączyć.',
        article: 'Art. 383 i 384 PKE',
      },
    ],
    duties: [
      'Złożyć reklamację w ciągu dwunastu miesięcy; późniejszą pozostawia się bez rozpoznania (art. 378 ust. 2 PKE).',
      'Podać w reklamacji żądaną kwotę i numer konta albo poprosić o zaliczenie na poczet opłat (art. 378 ust. 4 PKE).',
      'Płacić na czas uzgodnione opłaty.',
      'Zgodnie z prawdą mówić, co się stało i od kiedy, i wpuścić technika, jeśli jest potrzebny.',
      'Dbać o aktualny kontakt; inaczej kod i odpowiedź nie dotrą.',
    ],
    next: [
      'Napisać tutaj, co się nie zgadza, albo złożyć reklamację tak, jak mówi umowa.',
      'Jeśli reklamację odrzucono albo uznaną nie zapłacono w 30 dni, można iść do sądu albo zwrócić się do Prezesa UKE (art. 379, 383 i 384 PKE). Do tego czasu bieg przedawnienia jest zawieszony (art. 381).',
    ],
    sources: [
      'Ustawa z dnia 12 lipca 2024 r. – Prawo komunikacji elektronicznej, Dz.U. 2024 poz. 1221, art. 376–384. Czytane w kopii tekstu urzędowego.',
      'Urząd Komunikacji Elektronicznej, Centrum Informacji Konsumenckiej, o odszkodowaniu umownym (2018).',
    ],
  },
  XX: {
    intro: 'O tym, co się należy, decyduje prawo Państwa kraju. To robimy dla wszystkich, gdziekolwiek mieszkają.',
    rights: [
      {
        title: 'Wiedzieć',
        text: 'Czy coś jest nie tak, od kiedy, dlaczego i do kiedy.',
        here: '„Przegląd” i „Awarie”.',
        article: '',
      },
      {
        title: 'Dostać to, co wynika z prawa i umowy',
        text: 'Każdą kwotę oblicza się według zapisanej zasady i tę zasadę się podaje.',
        here: '„Uznania”, każde z artykułami i obliczeniem.',
        article: '',
      },
      {
        title: 'Być traktowanym jak inni',
        text: 'Te same fakty dają tę samą kwotę.',
        here: 'Sprawdza się to przed wypłatą.',
        article: '',
      },
      {
        title: 'Sprzeciwić się',
        text: 'Państwa pismo czyta człowiek i odpowiada.',
        here: '„Uważam, że to błąd” przy każdej awarii i każdym uznaniu.',
        article: '',
      },
      {
        title: 'Państwa dane',
        text: 'Można poprosić o wszystko, co o Państwu zapisano, oraz o zapomnienie, jeśli prawo tego nie zabrania.',
        here: 'Jedno i drugie załatwia biuro obsługi.',
        article: '',
      },
    ],
    duties: [
      'Zgodnie z prawdą mówić, co się stało i od kiedy.',
      'Płacić na czas uzgodnione opłaty.',
      'Dbać o aktualny kontakt; inaczej kod i odpowiedź nie dotrą.',
    ],
    next: [
      'Napisać tutaj, co się nie zgadza.',
      'Jeśli się nie zgadzamy, można zwrócić się do regulatora, urzędu ochrony konsumentów albo sądu w swoim kraju. Warto zabrać PDF z uznaniem.',
    ],
    sources: ['O obowiązujące przepisy proszę zapytać urząd ochrony konsumentów w swoim kraju.'],
  },
}
