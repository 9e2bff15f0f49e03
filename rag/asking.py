"""Words of asking (spørgeord): what questions about minutes are made of, and no subject is."""

from __future__ import annotations

from rag.analysis import fold

# Words of asking about minutes as such: they name no subject, so they don't count as something to find.
_ASKING_WORDS = """
besluttet besluttede beslutte beslutning beslutningen beslutninger vedtaget vedtog vedtage vedtagelse bestemt afgjort
drøftet drøftede drøfte drøftelse drøftelsen behandlet behandlede behandle behandling behandlingen konkluderet konklusion
konklusionen resultat resultatet resultater udfald udfaldet endte ende
møde mødet møder møderne mødets referat referatet referater referaterne referaternes punkt punktet punkter punkterne pkt
dagsordenspunkt dagsordenspunktet dagsorden dagsordenen dagsordener nævn nævnes nævnt nævner beskrevet beskriver fremgår fremgik stod står omtalt
omtales handlede handler handle omhandler drejer drejede emne emnet emner sag sagen sager sagens sagsnr sagsnummer sagsnummeret
journalnummer journalnummeret journalnumre journalnr nummer nummeret nr jnr overblik overblikket oversigt oversigten resume resumé
glip gik ligger lå bordet tapetet orienteringer udviklede ændrede opsummer opsummere opsummering sammenfatte sammenfat referere gengive gengiv tidslinje tidslinjen sammenlign sammenligning forskel forskellen forskelle store stor
bilag bilaget bilagene vedlagt vedhæftet lagt hedder hed navn navnet navne hvem hvornår hvad dato datoen datoer datoerne tidspunkt mødedato
skete sket sker ske foregik foregår foregået blevet sagt sagde talte talt snakkede snakket indstillet indstillede indstilling indstillingen indstiller
ifølge vedrørende angående findes fandtes gælder gjaldt gælde punktets spørgsmål svar svaret information oplysninger
forløb forløbet historien historie start slut udviklet udvikling ændret flyttet endelig endelige programmet program ridse nåede nået
oppe videre resumer resumér resumere vende vendt hovedpunkter hovedpunkterne hovedtræk hovedtrækkene nyeste kender rids ridset hele
mødtes holdt holder holde holdes henne længe forhindret hurtig hurtigt talt talen sidste ende egentlige afgørelse afgørelsen afgjorde bestemte bestemme mente mene mener valgte
aftalt aftalte aftale anbefalede anbefalet fik får få hed findes jer jeres alt total totalt sammenlignet kontra forhold dokument dokumentet dokumenter
gennemgå gennemgang igennem forløbet
dyrere billigere større mindre flere færre højere lavere længere kortere bedre værre steget faldet
næste forrige seneste første sidst foregående efterfølgende senere tidligere begyndte begynder startede starter sluttede slutter gang gange mange måde grund grunden årsag årsagen begrundelse begrundelsen tid tiden dag dagen ugedag ugedagen løbende år året årene måned
decided decision decisions meeting meetings minutes discussed discuss item agenda happened concluded approved case number
beschlossen beschluss sitzung besprochen protokoll beslutat beslut möte mötet besluttet vedtatt møte møtet sak saken
ska skall upp varför vill fick innan mellan dessa denna detta sina sitt ut också bara mer någon något några alla ni jag hon deras våra
mellom noen noe dere oder unter durch gegen ohne um welchen wem wen wir ihr kann können muss müssen darf dürfen worüber worauf wozu davon
dafür damit sich schon mehr weniger viele viel jetzt neuen neue neues or not being must shall whose them here he she his my all more less
most just as if so up out off new get got
journaliseret lav lave laver kommunen kommunens skriv beskriv redegør list opremse opremsning saml samle følg forstå forstår
uddybe uddyb uddybes uddybende baggrund baggrunden angår angik vedrører vedrørte truffet kronologisk kronologi rækkefølge missede misset gik glip glippede glemt husker huske hørt læst sidder nysgerrig tvivl
skrive notat kort langt præcis præcist ordret detaljer kollega kollegaer borger journalist hjælp hjælpe finde find finder efter ofte tit hyppigt often oft ofta
"""
ASKING_WORDS: frozenset[str] = frozenset(fold(word) for word in _ASKING_WORDS.split())
