// Emoji with the names that Unicode gives them in Brazilian Portuguese (CLDR, by way of emojibase-data 17, MIT), after a bar the short names
// that people are used to and words that go with them. Loaded when somebody wants one.

export const EMOJI = `
= Rostos e emoções
😀 rosto risonho|grinning engraçado feliz lol
😃 rosto risonho com olhos bem abertos|smiley aberto boca feliz
😄 rosto risonho com olhos sorridentes|smile aberta boca engraçado
😁 rosto contente com olhos sorridentes|grin feliz olho olhos_sorrindo
😆 rosto risonho com olhos semicerrados|laughing satisfied gargalhada gargalhando hahaha
😅 rosto risonho com gota de suor|sweat_smile estressada estressado nervoso
🤣 rolando no chão de rir|rofl choro engraçada feliz
😂 rosto chorando de rir|joy alegria engraçada engraçado
🙂 rosto levemente sorridente|slightly_smiling_face feliz rosto_sorrindo sorriso
🙃 rosto de cabeça para baixo|upside_down_face rosto_invertido
🫠 rosto derretendo|melting_face calor derreter desaparecer
😉 rosto com olho piscando|wink flerte piscada
😊 rosto sorridente com olhos sorridentes|blush alegre encabulada envergonhada
😇 rosto sorridente com auréola|innocent anjinho anjo inocente
🥰 rosto sorridente com 3 corações|smiling_face_with_three_hearts amando amei amo
😍 rosto sorridente com olhos de coração|heart_eyes amor apaixonado olhar_apaixonado
🤩 rosto com olhar maravilhado|star_struck estrela gargalhando olhos
😘 rosto mandando um beijo|kissing_heart flerte jogando_beijos rosto_jogando_beijos
😗 rosto beijando|kissing beijo rosto_com_beijo
☺️ rosto sorridente|relaxed corada corado relaxado
😚 rosto beijando com olhos fechados|kissing_closed_eyes beijando_com_os_olhos_fechados beijinho mandando_beijo
😙 rosto beijando com olhos sorridentes|kissing_smiling_eyes beijar_e_sorrir beijinho beijos
🥲 rosto sorridente com lágrima|smiling_face_with_tear aliviada chorar contente
😋 rosto saboreando comida|yum apetitoso comida_gostosa delicioso
😛 rosto mostrando a língua|stuck_out_tongue língua_para_fora rosto_com_língua_para_fora
😜 rosto piscando e com língua para fora|stuck_out_tongue_winking_eye brincadeira língua_para_fora_com_piscadela piscadela
🤪 rosto bizarro|zany_face cara_de_maluco doida doido
😝 rosto com olhos semicerrados e língua para fora|stuck_out_tongue_closed_eyes eca horrível língua_para_fora_com_os_olhos_fechados
🤑 rosto com cifrões|money_mouth_face avarenta caro cifrão
🤗 rosto abraçando|hugs abraço carinho feliz
🤭 rosto com a mão sobre a boca|hand_over_mouth hehe ops risadinha
🫢 rosto com olhos abertos e mão sobre a boca|face_with_open_eyes_and_hand_over_mouth assustada chocada descrença
🫣 rosto com olho espiando|face_with_peeking_eye cativada cativado envergonhada
🤫 rosto fazendo sinal de silêncio|shushing_face faça_silêncio fica_quieta quieta
🤔 rosto pensativo|thinking curiosa curioso dúvida
🫡 rosto saudando|saluting_face boa_sorte exército ok
🤐 rosto com boca de zíper|zipper_mouth_face boca_fechada calada calado
🤨 rosto com sobrancelha levantada|raised_eyebrow ceticismo confusa confuso
😐 rosto neutro|neutral_face putz rosto_sem_emoção sem_comentários
😑 rosto inexpressivo|expressionless aff inespressiva inespressivo
😶 rosto sem boca|no_mouth calada calado quieto
🫥 rosto com linha pontilhada|dotted_line_face deprimida desaparecer esconder
😶‍🌫️ rosto nas nuvens|face_in_clouds cabeça_nas_nuvens distraído rosto_no_nevoeiro
😏 rosto com sorriso maroto|smirk flerte sorriso_maldoso sorriso_malicioso
😒 rosto aborrecido|unamused aff blasé nada_engraçado
🙄 rosto com olhos revirados|roll_eyes olhando_para_cima revirando_os_olhos rolando_os_olhos
😬 rosto expressando desagrado|grimacing careta fazendo_careta rosto_fazendo_careta
😮‍💨 rosto exalando|face_exhaling alívio assobio assopro
🤥 rosto de mentiroso|lying_face mentindo mentira nariz_crescendo
🫨 rosto tremendo|shaking_face choque louco loucura
🙂‍↔️ cabeça virando de um lado para o outro|head_shaking_horizontally balançar cabeça_balançando_na_horizontal negar
🙂‍↕️ cabeça balançando na vertical|head_shaking_vertically confirmação sim
😌 rosto aliviado|relieved alívio em_paz zen
😔 rosto deprimido|pensive abatido chateado desanimado
😪 rosto sonolento|sleepy cara_de_sono rosto_com_sono
🤤 rosto babando|drooling_face babar salivando
😴 rosto dormindo|sleeping boa_noite cama cansada
😷 rosto com máscara médica|mask doente gripado resfriado
🤒 rosto com termômetro|face_with_thermometer de_cama doente febre
🤕 rosto com atadura na cabeça|face_with_head_bandage acidentado doente ferimento
🤢 rosto nauseado|nauseated_face doente enjoado enjoo
🤮 rosto vomitando|vomiting_face doente nojenta nojento
🤧 rosto espirrando|sneezing_face de_cama doente espirro
🥵 rosto fervendo de calor|hot_face febre febril insolação
🥶 rosto gelado|cold_face abaixo_de_zero azul congelando
🥴 rosto embriagado|woozy_face alcoolizado boca_ondulada bêbada
😵 rosto atordoado|dizzy_face acabado doente morto
😵‍💫 rosto com olhos em espiral|face_with_spiral_eyes caramba confuso desnorteado
🤯 cabeça explodindo|exploding_head chocada chocado chocante
🤠 rosto com chapéu de caubói|cowboy_hat_face cara cara_de_cauboi cauboi
🥳 rosto festivo|partying_face animação aniversário apito
🥸 rosto disfarçado|disguised_face bigode disfarce espião
😎 rosto sorridente com óculos escuros|sunglasses muito_sol na_boa sol
🤓 rosto de nerd|nerd_face cdf esperto estudioso
🧐 rosto com monóculo|monocle_face conservador
😕 rosto confuso|confused indeciso não_entendi não_tenho_certeza
🫤 rosto com boca diagonal|face_with_diagonal_mouth confusão cético decepção
😟 rosto preocupado|worried decepcionado
🙁 rosto meio triste|slightly_frowning_face tristeza tristinho
☹️ rosto descontente|frowning_face decepcionado decepção insatisfeito
😮 rosto com boca aberta|open_mouth boquiaberto empatia pasmo
😯 rosto surpreso|hushed espantado uau
😲 rosto espantado|astonished chocado estupefato totalmente_chocado
😳 rosto ruborizado|flushed atordoado deslumbrado horrorizado
🥺 rosto implorando|pleading_face olhar_de_cachorrinho olhos_grandes perdão
🥹 rosto segurando as lágrimas|face_holding_back_tears admiração alegria chorar
😦 rosto franzido com boca aberta|frowning assustado decepcionado inesperado
😧 rosto angustiado|anguished sofrendo
😨 rosto amedrontado|fearful ansiedade assustado com_medo
😰 rosto ansioso com gota de suor|cold_sweat boca_aberta nervoso rosto_azul_com_suor_frio
😥 rosto triste, mas aliviado|disappointed_relieved decepcionado não ufa
😢 rosto chorando|cry choro lágrimas triste
😭 rosto chorando aos berros|sob chorando_alto chorar infeliz
😱 rosto gritando de medo|scream assustada assustado grito
😖 rosto perplexo|confounded bravo frustrado indignado
😣 rosto perseverante|persevere concentrado concentração dor_de_cabeça
😞 rosto desapontado|disappointed decepção desapontamento rosto_decepcionado
😓 rosto cabisbaixo com gota de suor|sweat rosto_com_suor_frio suando_frio suor_frio
😩 rosto desolado|weary aborrecido cansado cansei
😫 rosto cansado|tired_face desesperado exausto
🥱 rosto bocejando|yawning_face bocejo cansada cansado
😤 rosto soltando vapor pelo nariz|triumph brava bravo furiosa
😡 rosto furioso|rage pout bravo irado vermelho
😠 rosto zangado|angry irado
🤬 rosto com símbolos na boca|cursing_face censurado fala mal
😈 rosto sorridente com chifres|smiling_imp cara diabinho diabo
👿 rosto zangado com chifres|imp bravo demônio diabinho
💀 caveira|skull conto corpo fadas
☠️ caveira e ossos cruzados|skull_and_crossbones morte pirata
💩 cocô|hankey poop shit estrume excremento fezes
🤡 rosto de palhaço|clown_face cara circo engraçado
👹 ogro|japanese_ogre assustador conto_de_fadas demoníaco
👺 duende japonês|japanese_goblin bravo conto fadas
👻 fantasma|ghost assombrado assombração buu
👽 alienígena|alien extraterrestre ovni rosto
👾 monstro alienígena|space_invader alien e_t_ extraterrestre
🤖 rosto de robô|robot monstro robotizado
😺 rosto de gato sorrindo|smiley_cat aberta animal boca
😸 rosto de gato sorrindo com olhos sorridentes|smile_cat rindo riso sorriso
😹 rosto de gato com lágrimas de alegria|joy_cat chorando choro engraçado
😻 rosto de gato sorridente com olhos de coração|heart_eyes_cat adorei amor apaixonado
😼 rosto de gato com sorriso irônico|smirk_cat
😽 rosto de gato mandando um beijo|kissing_cat beijando fechado olho
🙀 rosto de gato desolado|scream_cat choque meu_deus oh_
😿 rosto de gato chorando|crying_cat_face choro lágrima triste
😾 rosto de gato mal-humorado|pouting_cat bico bravo
🙈 macaco que não vê nada|see_no_evil envergonhado não_veja_o_mal não_vi_nada
🙉 macaco que não ouve nada|hear_no_evil não_ouça_o_mal não_ouço não_quero_ouvir
🙊 macaco que não fala nada|speak_no_evil animal boca_tapada não_fale_nada
💌 carta de amor|love_letter coração correspondência_com_coração romance
💘 coração com flecha|cupid amor cupido emoção
💝 coração com fita|gift_heart amor aniversário dia_dos_namorados
💖 coração brilhante|sparkling_heart amor emocionante emoção
💗 coração crescendo|heartpulse amor animado batendo
💓 coração pulsante|heartbeat amor batendo emoção
💞 corações girando|revolving_hearts adorável amor bonitinho
💕 dois corações|two_hearts amor aniversário casal
💟 coração decorativo|heart_decoration amor decoração roxo
❣️ exclamação de coração|heavy_heart_exclamation amor pontuação s2
💔 coração partido|broken_heart amorosa decepção desilusão
❤️‍🔥 coração em chamas|heart_on_fire amor coração_sagrado fogo
❤️‍🩹 coração remendado|mending_heart bem bom curando
❤️ coração vermelho|heart amor s2
🩷 coração rosa|pink_heart adorei adorável amo_você
🧡 coração laranja|orange_heart emoção s2
💛 coração amarelo|yellow_heart amor emoção love
💚 coração verde|green_heart emoção s2
💙 coração azul|blue_heart emoção s2
🩵 coração azul-claro|light_blue_heart adorar adorei amo_você
💜 coração roxo|purple_heart coração_lilás emoção s2
🤎 coração marrom|brown_heart s2
🖤 coração preto|black_heart negro s2
🩶 coração cinza|grey_heart adorar adorei amo_você
🤍 coração branco|white_heart s2
💋 marca de beijo|kiss lábios romance
💯 cem pontos|100 100 certamente certeza
💢 símbolo de raiva|anger com_raiva emoção engraçado
💥 colisão|boom emoção engraçado explosão
💫 zonzo|dizzy brilhante emoção engraçado
💦 pingos de suor|sweat_drops borrifo com_suor emoção
💨 rapidez|dash correr corrida emoção
🕳️ buraco|hole buraco_no_chão
💬 balão de diálogo|speech_balloon balão_de_conversa engraçado
👁️‍🗨️ olho no balão de diálogo|eye_speech_bubble testemunha
🗨️ balão de diálogo à esquerda|left_speech_bubble azul conversa
🗯️ balão de raiva à direita|right_anger_bubble briga conversa discurso
💭 balão de pensamento|thought_balloon engraçado ideia inventando
💤 zzz|zzz boa_noite cansada cansado
= Pessoas e corpo
👋 mão acenando|wave aceno até_mais está_aí_
🤚 dorso da mão levantado|raised_back_of_hand levantada para_tudo pare
🖐️ mão aberta com os dedos separados|raised_hand_with_fingers_splayed 5 cinco palma
✋ mão levantada|hand 5 cinco erguida
🖖 saudação vulcana|vulcan_salute dedos jornada_nas_estrelas mão
🫱 mão para a direita|rightwards_hand apertar aperto pegar
🫲 mão para a esquerda|leftwards_hand apertar pegar segurar
🫳 mão com a palma para baixo|palm_down_hand cair derrubar descartar
🫴 mão com a palma para cima|palm_up_hand acenar levantar oferecer
🫷 mão empurrando para a esquerda|leftwards_pushing_hand bate_aqui bloquear empurrar
🫸 mão empurrando para a direita|rightwards_pushing_hand bate_aqui bloquear empurrar
👌 sinal de ok|ok_hand beliscar certo concordo
🤌 dedos comprimidos|pinched_fingers beliscado coxinha gesto_de_mão
🤏 mão beliscando|pinching_hand beliscar pequena_quantidade pequeno
✌️ mão em V de vitória|v beleza paz sim
🤞 dedos cruzados|crossed_fingers boa_sorte mão sorte
🫰 mão com dedo indicador e polegar cruzados|hand_with_index_finger_and_thumb_crossed _3 amor army
🤟 gesto de "te amo"|love_you_gesture amor mão
🤘 saudação do rock|metal chifres dedos metal
🤙 sinal "me liga"|call_me_hand legal ligar mão
👈 dorso da mão com indicador apontando para a esquerda|point_left costas dedo
👉 dorso da mão com indicador apontando para a direita|point_right apontar costas dedo
👆 dorso da mão com indicador apontando para cima|point_up_2 costas dedo dedo_para_cima
🖕 dedo do meio|fu gesto_ofensivo mão
👇 dorso da mão com indicador apontando para baixo|point_down abaixo costas_da_mão dedo
☝️ indicador apontando para cima|point_up dedo dedo_apontando_para_cima eu
🫵 indicador apontando para o visualizador|index_pointing_at_the_viewer apontar aí cutucar
👍 polegar para cima|+1 thumbsup beleza concordo dedão
👎 polegar para baixo|-1 thumbsdown dedão dedão_para_baixo desaprovado
✊ punho levantado|fist_raised fist pedra punho_erguido solidariedade
👊 soco|fist_oncoming facepunch punch beleza fechado força
🤛 punho esquerdo|fist_left fechada mão soco
🤜 punho direito|fist_right soco
👏 mãos aplaudindo|clap aplauso bom_trabalho palmas
🙌 mãos para cima|raised_hands ambas_as_mãos comemoração levantando_ambas_as_mãos_para_comemorar
🫶 mãos de coração|heart_hands _3 amei amo_você
👐 mãos abertas|open_hands mão sinal sinal_de_mãos_abertas
🤲 palmas unidas para cima|palms_up_together devoção juntas oração
🤝 aperto de mãos|handshake combinado cumprimento
🙏 mãos juntas|pray gesto mão reza
✍️ escrevendo à mão|writing_hand caneta
💅 esmalte de unha|nail_care cosméticos manicure mão
🤳 selfie|selfie camera celular câmera
💪 bíceps|muscle academia contraído engraçado
🦾 braço mecânico|mechanical_arm acessibilidade prótese
🦿 perna mecânica|mechanical_leg acessibilidade prótese
🦵 perna|leg chute joelho membro
🦶 pé|foot calcanhar chutar chute
👂 orelha|ear corpo escutar ouvido
🦻 ouvido com aparelho auditivo|ear_with_hearing_aid acessibilidade deficiência_auditiva surda
👃 nariz|nose cheirar cheiro corpo
🧠 cérebro|brain inteligente inteligência
🫀 coração humano|anatomical_heart anatomia batimento batimento_cardíaco
🫁 pulmões|lungs anatomia espiração exalação
🦷 dente|tooth branco dentista
🦴 osso|bone cachorro esqueleto
👀 olhos|eyes olhando olho rosto
👁️ olho|eye parte_do_corpo rosto
👅 língua|tongue corpo rosto
👄 boca|lips batom beijo corpo
🫦 mordendo o lábio|biting_lip ansioso batom beijo
👶 bebê|baby bebezinho grávida neném
🧒 criança|child filho jovem neto
👦 menino|boy garoto guri jovem
👧 menina|girl filha garota menininha
🧑 pessoa|adult adulta adulto
👱 pessoa: cabelo louro|blond_haired_person loiro pessoa_loira pessoa_loura
👨 homem|man adulto amigo irmão
🧔 homem: barba|bearded_person barbudo pessoa
🧔‍♂️ homem: barbudo|man_beard barba homem_barba
🧔‍♀️ mulher: barba|woman_beard
👨‍🦰 homem: cabelo vermelho|red_haired_man adulto amigo irmão
👨‍🦱 homem: cabelo cacheado|curly_haired_man adulto amigo irmão
👨‍🦳 homem: cabelo branco|white_haired_man adulto amigo irmão
👨‍🦲 homem: careca|bald_man adulto amigo irmão
👩 mulher|woman adulta garota guria
👩‍🦰 mulher: cabelo vermelho|red_haired_woman adulta garota guria
🧑‍🦰 pessoa: cabelo vermelho|person_red_hair adulta adulto
👩‍🦱 mulher: cabelo cacheado|curly_haired_woman adulta garota guria
🧑‍🦱 pessoa: cabelo cacheado|person_curly_hair adulta adulto
👩‍🦳 mulher: cabelo branco|white_haired_woman adulta garota guria
🧑‍🦳 pessoa: cabelo branco|person_white_hair adulta adulto
👩‍🦲 mulher: careca|bald_woman adulta garota guria
🧑‍🦲 pessoa: careca|person_bald adulta adulto
👱‍♀️ mulher: cabelo loiro|blond_haired_woman blonde_woman garota guria loira
👱‍♂️ homem: cabelo loiro|blond_haired_man louro
🧓 idoso|older_adult adulto avô sábio
👴 homem idoso|older_man adulto avô careca
👵 idosa|older_woman adulta mulher pessoas
🙍 franzindo a sobrancelha|frowning_person brava bravo chateada
🙍‍♂️ homem franzindo a sobrancelha|frowning_man carrancudo chateado desconfiado
🙍‍♀️ mulher franzindo a sobrancelha|frowning_woman carrancuda desconfiada
🙎 pessoa fazendo bico|pouting_face beicinho beiço careta
🙎‍♂️ homem fazendo bico|pouting_man apontando cara_feia gesto
🙎‍♀️ mulher fazendo bico|pouting_woman cara_feia
🙅 pessoa fazendo gesto de “não”|no_good de_jeito_nenhum mão proibido
🙅‍♂️ homem fazendo gesto de “não”|no_good_man ng_man menino mão proibido
🙅‍♀️ mulher fazendo gesto de “não”|no_good_woman ng_woman mão proibido
🙆 pessoa fazendo gesto de “OK”|ok_person exercício gesto_para_ok mão
🙆‍♂️ homem fazendo gesto de “OK”|ok_man cabeça exercício menino
🙆‍♀️ mulher fazendo gesto de “OK”|ok_woman mão
💁 pessoa com a palma virada para cima|tipping_hand_person information_desk_person ajuda diva divo
💁‍♂️ homem com a palma virada para cima|tipping_hand_man sassy_man ajuda fofoca garoto
💁‍♀️ mulher com a palma virada para cima|tipping_hand_woman sassy_woman
🙋 pessoa levantando a mão|raising_hand dúvida eu eu_sei
🙋‍♂️ homem levantando a mão|raising_hand_man eu eu_sei gesto
🙋‍♀️ mulher levantando a mão|raising_hand_woman gesto pedir_a_palavra
🧏 pessoa surda|deaf_person acessibilidade audição orelha
🧏‍♂️ homem surdo|deaf_man
🧏‍♀️ mulher surda|deaf_woman
🙇 pessoa fazendo reverência|bow arrependimento desculpa desculpe
🙇‍♂️ homem fazendo reverência|bowing_man desculpas gesto homem_pedindo_desculpas
🙇‍♀️ mulher fazendo reverência|bowing_woman desculpas desculpe gesto
🤦 pessoa decepcionada|facepalm como_assim decepcionado decepção
🤦‍♂️ homem decepcionado|man_facepalming como_assim decepção desapontamento
🤦‍♀️ mulher decepcionada|woman_facepalming como_assim decepção desapontamento
🤷 pessoa dando de ombros|shrug dar_de_ombros dúvida ignorância
🤷‍♂️ homem dando de ombros|man_shrugging dar_de_ombros dúvida indiferença
🤷‍♀️ mulher dando de ombros|woman_shrugging dar_de_ombros dúvida garota
🧑‍⚕️ profissional de saúde|health_worker cuidados_de_saúde enfermeira médico
👨‍⚕️ homem profissional da saúde|man_health_worker doutor enfermeiro médico
👩‍⚕️ mulher profissional da saúde|woman_health_worker doutora enfermeira garota
🧑‍🎓 aluno|student estudante graduando
👨‍🎓 estudante|man_student aluno colando_grau formando
👩‍🎓 aluna|woman_student estudante formanda mulher
🧑‍🏫 professora na escola|teacher instrutora
👨‍🏫 professor|man_teacher educador homem instrutor
👩‍🏫 professora|woman_teacher instrutora mestra mulher
🧑‍⚖️ juiz no tribunal|judge balança
👨‍⚖️ juiz|man_judge balança homem justiça
👩‍⚖️ juíza|woman_judge balança justiça mulher
🧑‍🌾 agricultor|farmer jardineiro rancheiro
👨‍🌾 fazendeiro|man_farmer agricultor homem jardineiro
👩‍🌾 fazendeira|woman_farmer agricultora jardineira mulher
🧑‍🍳 chef de cozinha|cook cozinheiro
👨‍🍳 cozinheiro|man_cook chef homem restaurante
👩‍🍳 cozinheira|woman_cook chef mulher
🧑‍🔧 mecânico trabalhando|mechanic eletricista encanador prestador_de_serviço
👨‍🔧 mecânico|man_mechanic eletricista encanador homem
👩‍🔧 mecânica|woman_mechanic eletricista encanadora mulher
🧑‍🏭 funcionário de fábrica|factory_worker industrial montagem trabalhador
👨‍🏭 operário|man_factory_worker fábrica homem indústria
👩‍🏭 operária|woman_factory_worker fábrica indústria mulher
🧑‍💼 trabalhador de escritório|office_worker arquiteto colarinho_branco gerente
👨‍💼 funcionário de escritório|man_office_worker arquiteto colarinho_branco empresário
👩‍💼 funcionária de escritório|woman_office_worker arquiteta branco colarinho
🧑‍🔬 cientista|scientist biólogo engenheiro físico
👨‍🔬 cientista homem|man_scientist biólogo físico professor
👩‍🔬 cientista mulher|woman_scientist bióloga física professora
🧑‍💻 programador|technologist desenvolvedor inventor software
👨‍💻 tecnólogo|man_technologist codificador computador criador
👩‍💻 tecnóloga|woman_technologist codificadora computador criadora
🧑‍🎤 cantor|singer ator entretenimento estrela
👨‍🎤 cantor homem|man_singer artista ator pop
👩‍🎤 cantora|woman_singer artista atriz mulher
🧑‍🎨 artista|artist paleta
👨‍🎨 artista plástico|man_artist homem pintor pintura
👩‍🎨 artista plástica|woman_artist mulher pintura
🧑‍✈️ piloto|pilot avião
👨‍✈️ piloto de avião homem|man_pilot
👩‍✈️ piloto de avião mulher|woman_pilot garota guria voando
🧑‍🚀 astronauta|astronaut foguete
👨‍🚀 astronauta homem|man_astronaut espaço foguete
👩‍🚀 astronauta mulher|woman_astronaut espaço foguete
🧑‍🚒 bombeiro|firefighter caminhão_de_bombeiros
👨‍🚒 bombeiro homem|man_firefighter caminhão corpo_de_bombeiros fogo
👩‍🚒 bombeira|woman_firefighter caminhão corpo_de_bombeiros fogo
👮 policial|cop autoridade multar pessoa
👮‍♂️ policial homem|policeman polícia tira
👮‍♀️ policial mulher|policewoman autoridade multar polícia
🕵️ detetive|detective espião investigador rosto
🕵️‍♂️ detetive homem|male_detective espião investigador
🕵️‍♀️ detetive mulher|female_detective espionar espiã investigadora
💂 guarda|guard londres palácio pessoas
💂‍♂️ guarda homem|guardsman segurança
💂‍♀️ guarda mulher|guardswoman buckingham londres palacio
🥷 ninja|ninja assassino furtividade guerra
👷 trabalhador de construção civil|construction_worker capacete chapéu construir
👷‍♂️ pedreiro|construction_worker_man construção homem operário
👷‍♀️ pedreira|construction_worker_woman capacete construção contrução
🫅 pessoa com coroa|person_with_crown monarca nobre princesa
🤴 príncipe|prince realeza rei
👸 princesa|princess conto coroa fadas
👳 pessoa com turbante|person_with_turban
👳‍♂️ homem com turbante|man_with_turban
👳‍♀️ mulher com turbante|woman_with_turban
👲 homem de boné|man_with_gua_pi_mao chapéu_chinês gua_pi_mao guapimao
🧕 mulher com véu|woman_with_headscarf cabeça hijab lenço
🤵 pessoa de smoking|person_in_tuxedo festa gala homem
🤵‍♂️ homem de smoking|man_in_tuxedo
🤵‍♀️ mulher de smoking|woman_in_tuxedo
👰 pessoa com véu|person_with_veil casamento noiva noiva_com_véu
👰‍♂️ noivo com véu|man_with_veil
👰‍♀️ noiva com véu|bride_with_veil
🤰 grávida|pregnant_woman estou_grávida gravidez mulher
🫃 homem grávido|pregnant_man barriga cheia cheio
🫄 pessoa grávida|pregnant_person barriga cheia cheio
🤱 amamentando|breast_feeding amamentação bebê leite
👩‍🍼 mulher alimentando bebê|woman_feeding_baby amamentando amamentação amor
👨‍🍼 homem alimentando bebê|man_feeding_baby amamentando amamentação amor
🧑‍🍼 pessoa alimentando bebê|person_feeding_baby amamentar amamentação homem
👼 bebê anjo|angel conto fadas rosto
🎅 Papai Noel|santa comemoração festas natal
🤶 Mamãe Noel|mrs_claus comemoração natal vovó
🧑‍🎄 noel|mx_claus chapéu feliz festas
🦸 super-herói|superhero bem boa bom
🦸‍♂️ homem super-herói|superhero_man bom superpoder
🦸‍♀️ super-heroína|superhero_woman boa herói mulher
🦹 supervilão|supervillain bandido criminoso mal
🦹‍♂️ homem supervilão|supervillain_man criminoso mal superpoder
🦹‍♀️ supervilã|supervillain_woman criminosa mulher má
🧙 mago|mage bruxa fantasia feiticeira
🧙‍♂️ homem mago|mage_man feiticeiro
🧙‍♀️ maga|mage_woman bruxa feiticeira
🧚 fada|fairy asas conto encantado
🧚‍♂️ homem fada|fairy_man
🧚‍♀️ mulher fada|fairy_woman
🧛 vampiro|vampire assustador bruxas dia
🧛‍♂️ homem vampiro|vampire_man drácula
🧛‍♀️ mulher vampira|vampire_woman
🧜 pessoa sereia|merperson canto cauda contos
🧜‍♂️ sereio|merman tritão
🧜‍♀️ sereia|mermaid
🧝 elfo|elf duende fantasia légolas
🧝‍♂️ elfo homem|elf_man duende_homem
🧝‍♀️ elfa|elf_woman duende_mulher
🧞 gênio|genie desejos fantasia lâmpada
🧞‍♂️ homem gênio|genie_man
🧞‍♀️ mulher gênio|genie_woman
🧟 zumbi|zombie apocalipse assustador bruxas
🧟‍♂️ homem zumbi|zombie_man cazumbi
🧟‍♀️ mulher zumbi|zombie_woman cazumbi
🧌 troll|troll conto fadas fantasia
💆 pessoa recebendo massagem facial|massage dor_de_cabeça pele relaxar
💆‍♂️ homem recebendo massagem facial|massage_man acalmar dor_de_cabeça menino
💆‍♀️ mulher recebendo massagem facial|massage_woman relaxamento
💇 pessoa cortando o cabelo|haircut beleza corte_de_cabelo salão
💇‍♂️ homem cortando o cabelo|haircut_man barbeiro beleza corte
💇‍♀️ mulher cortando o cabelo|haircut_woman corte_de_cabelo salão_de_beleza
🚶 pessoa andando|walking andar caminhada caminhar
🚶‍♂️ homem andando|walking_man andar caminhar homem_caminhando
🚶‍♀️ mulher andando|walking_woman andar caminhada caminhando
🚶‍➡️ pessoa andando: de frente para a direita|person_walking_facing_right andar caminhada caminhar
🚶‍♀️‍➡️ mulher andando: de frente para a direita|woman_walking_facing_right andar caminhada caminhando
🚶‍♂️‍➡️ homem andando: de frente para a direita|man_walking_facing_right andar caminhar homem_caminhando
🧍 pessoa em pé|standing_person de_pé
🧍‍♂️ homem em pé|standing_man
🧍‍♀️ mulher em pé|standing_woman
🧎 pessoa ajoelhando|kneeling_person ajoelhado ajoelhar joelhos
🧎‍♂️ homem ajoelhando|kneeling_man ajoelhado
🧎‍♀️ mulher ajoelhando|kneeling_woman ajoelhada
🧎‍➡️ pessoa ajoelhando: de frente para a direita|person_kneeling_facing_right ajoelhado ajoelhar joelhos
🧎‍♀️‍➡️ mulher ajoelhando: de frente para a direita|woman_kneeling_facing_right ajoelhada
🧎‍♂️‍➡️ homem ajoelhando: de frente para a direita|man_kneeling_facing_right ajoelhado
🧑‍🦯 pessoa com bengala para cego|person_with_probing_cane acessibilidade
🧑‍🦯‍➡️ pessoa com bengala para cego: de frente para a direita|person_with_white_cane_facing_right acessibilidade
👨‍🦯 homem com bengala para cego|man_with_probing_cane accessibilidade
👨‍🦯‍➡️ homem com bengala para cego: de frente para a direita|man_with_white_cane_facing_right accessibilidade
👩‍🦯 mulher com bengala para cego|woman_with_probing_cane accessibilidade cega deficiência_visual
👩‍🦯‍➡️ mulher com bengala para cego: de frente para a direita|woman_with_white_cane_facing_right accessibilidade cega deficiência_visual
🧑‍🦼 pessoa em cadeira de rodas motorizada|person_in_motorized_wheelchair acessibilidade
🧑‍🦼‍➡️ pessoa em cadeira de rodas motorizada: de frente para a direita|person_in_motorized_wheelchair_facing_right acessibilidade
👨‍🦼 homem em cadeira de rodas motorizada|man_in_motorized_wheelchair acessibilidade
👨‍🦼‍➡️ homem em cadeira de rodas motorizada: de frente para a direita|man_in_motorized_wheelchair_facing_right acessibilidade
👩‍🦼 mulher em cadeira de rodas motorizada|woman_in_motorized_wheelchair acessibilidade
👩‍🦼‍➡️ mulher em cadeira de rodas motorizada: de frente para a direita|woman_in_motorized_wheelchair_facing_right acessibilidade
🧑‍🦽 pessoa em cadeira de rodas manual|person_in_manual_wheelchair acessibilidade
🧑‍🦽‍➡️ pessoa em cadeira de rodas manual: de frente para a direita|person_in_manual_wheelchair_facing_right acessibilidade
👨‍🦽 homem em cadeira de rodas manual|man_in_manual_wheelchair acessibilidade
👨‍🦽‍➡️ homem em cadeira de rodas manual: de frente para a direita|man_in_manual_wheelchair_facing_right acessibilidade
👩‍🦽 mulher em cadeira de rodas manual|woman_in_manual_wheelchair acessibilidade
👩‍🦽‍➡️ mulher em cadeira de rodas manual: de frente para a direita|woman_in_manual_wheelchair_facing_right acessibilidade
🏃 pessoa correndo|runner running correr corrida esporte
🏃‍♂️ homem correndo|running_man corrida esporte maratona
🏃‍♀️ mulher correndo|running_woman corredora corrida esporte
🏃‍➡️ pessoa correndo: de frente para a direita|person_running_facing_right correr corrida esporte
🏃‍♀️‍➡️ mulher correndo: de frente para a direita|woman_running_facing_right corredora corrida esporte
🏃‍♂️‍➡️ homem correndo: de frente para a direita|man_running_facing_right corrida esporte maratona
💃 mulher dançando|dancer bailarina dança flamenco
🕺 homem dançando|man_dancing
🕴️ homem de terno levitando|business_suit_levitating
👯 pessoas com orelhas de coelho|dancers amigas dançar dançarinas
👯‍♂️ homens com orelhas de coelho|dancing_men dançarino festa homem
👯‍♀️ mulheres com orelhas de coelho|dancing_women dançarinas festa orelha_de_coelho
🧖 pessoa na sauna|sauna_person banho homem mulher
🧖‍♂️ homem na sauna|sauna_man
🧖‍♀️ mulher na sauna|sauna_woman
🧗 pessoa escalando|climbing alpinista escalada escalar
🧗‍♂️ homem escalando|climbing_man escalar
🧗‍♀️ mulher escalando|climbing_woman escalar
🤺 esgrimista|person_fencing esgrima espada esporte
🏇 corrida de cavalos|horse_racing cavalo esporte jockey
⛷️ esquiador|skier esporte esqui frio
🏂 praticante de snowboard|snowboarder esporte inverno neve
🏌️ golfista|golfing bola esporte golf
🏌️‍♂️ homem golfista|golfing_man golfe homem_jogando_golfe
🏌️‍♀️ mulher golfista|golfing_woman bola esporte garota
🏄 surfista|surfer esporte onda ondas
🏄‍♂️ homem surfista|surfing_man surfando
🏄‍♀️ mulher surfista|surfing_woman esporte garota guria
🚣 pessoa remando|rowboat barco bote canoa
🚣‍♂️ homem remando|rowing_man esporte remador remo
🚣‍♀️ mulher remando|rowing_woman barco caiaque canoa
🏊 pessoa nadando|swimmer esporte nadar natação
🏊‍♂️ homem nadando|swimming_man nadar natação
🏊‍♀️ mulher nadando|swimming_woman esporte homem nadadora
⛹️ pessoa jogando basquete|bouncing_ball_person arremesso atleta bater_bola
⛹️‍♂️ homem jogando basquete|bouncing_ball_man basketball_man bola esporte
⛹️‍♀️ mulher jogando basquete|bouncing_ball_woman basketball_woman basketball bola esporte
🏋️ pessoa levantando peso|weight_lifting bodybuilder esporte fisiculturista
🏋️‍♂️ homem levantando peso|weight_lifting_man esporte força
🏋️‍♀️ mulher levantando peso|weight_lifting_woman esporte força garota
🚴 ciclista|bicyclist bicicleta bike ciclismo
🚴‍♂️ homem ciclista|biking_man bicicleta esporte passeio
🚴‍♀️ mulher ciclista|biking_woman bicicleta bike ciclismo
🚵 pessoa fazendo mountain bike|mountain_bicyclist bicicleta ciclismo ciclista
🚵‍♂️ homem fazendo mountain bike|mountain_biking_man bicicleta ciclista
🚵‍♀️ mulher fazendo mountain bike|mountain_biking_woman bicicleta ciclista esporte
🤸 pessoa fazendo estrela|cartwheeling animada animado esporte
🤸‍♂️ homem fazendo estrela|man_cartwheeling animado esporte estrelinha
🤸‍♀️ mulher fazendo estrela|woman_cartwheeling animada esporte feliz
🤼 pessoas lutando|wrestling combate esporte greco_romana
🤼‍♂️ homens lutando|men_wrestling combate esporte greco_romana
🤼‍♀️ mulheres lutando|women_wrestling combate esporte greco_romana
🤽 pessoa jogando polo aquático|water_polo competição esporte piscina
🤽‍♂️ homem jogando polo aquático|man_playing_water_polo esporte jogador piscina
🤽‍♀️ mulher jogando polo aquático|woman_playing_water_polo esporte jogadora menina
🤾 handebol|handball_person atleta bola esporte
🤾‍♂️ jogador de handebol|man_playing_handball bola esporte handball
🤾‍♀️ jogadora de handebol|woman_playing_handball bola esporte gol
🤹 malabarista|juggling_person equilíbrio habilidade malabares
🤹‍♂️ homem malabarista|man_juggling equilíbrio habilidade malabares
🤹‍♀️ mulher malabarista|woman_juggling equilíbrio habilidade malabarismo
🧘 pessoa na posição de lótus|lotus_position cruzadas ioga meditação
🧘‍♂️ homem na posição de lótus|lotus_position_man ioga meditação yoga
🧘‍♀️ mulher na posição de lótus|lotus_position_woman ioga meditação yoga
🛀 pessoa tomando banho|bath banheira espuma água
🛌 pessoa deitada na cama|sleeping_bed boa cochilo dormindo
🧑‍🤝‍🧑 pessoas de mãos dadas|people_holding_hands amigos casal gêmeos
👭 duas mulheres de mãos dadas|two_women_holding_hands amigas casal gêmeas
👫 homem e mulher de mãos dadas|couple amigos casal pessoas
👬 dois homens de mãos dadas|two_men_holding_hands amigos casal gêmeos
💏 beijo|couplekiss amor beijar casal
👩‍❤️‍💋‍👨 beijo: mulher e homem|couplekiss_man_woman amor beijar casal
👨‍❤️‍💋‍👨 beijo: homem e homem|couplekiss_man_man amor beijar casal
👩‍❤️‍💋‍👩 beijo: mulher e mulher|couplekiss_woman_woman amor beijar casal
💑 casal apaixonado|couple_with_heart casal_com_um_coração coração pessoas
👩‍❤️‍👨 casal apaixonado: mulher e homem|couple_with_heart_woman_man casal_com_um_coração coração pessoas
👨‍❤️‍👨 casal apaixonado: homem e homem|couple_with_heart_man_man casal_com_um_coração coração pessoas
👩‍❤️‍👩 casal apaixonado: mulher e mulher|couple_with_heart_woman_woman casal_com_um_coração coração pessoas
👨‍👩‍👦 família: homem, mulher e menino|family_man_woman_boy filho mãe pai
👨‍👩‍👧 família: homem, mulher e menina|family_man_woman_girl filho mãe pai
👨‍👩‍👧‍👦 família: homem, mulher, menina e menino|family_man_woman_girl_boy filho mãe pai
👨‍👩‍👦‍👦 família: homem, mulher, menino e menino|family_man_woman_boy_boy filho mãe pai
👨‍👩‍👧‍👧 família: homem, mulher, menina e menina|family_man_woman_girl_girl filho mãe pai
👨‍👨‍👦 família: homem, homem e menino|family_man_man_boy filho mãe pai
👨‍👨‍👧 família: homem, homem e menina|family_man_man_girl filho mãe pai
👨‍👨‍👧‍👦 família: homem, homem, menina e menino|family_man_man_girl_boy filho mãe pai
👨‍👨‍👦‍👦 família: homem, homem, menino e menino|family_man_man_boy_boy filho mãe pai
👨‍👨‍👧‍👧 família: homem, homem, menina e menina|family_man_man_girl_girl filho mãe pai
👩‍👩‍👦 família: mulher, mulher e menino|family_woman_woman_boy filho mãe pai
👩‍👩‍👧 família: mulher, mulher e menina|family_woman_woman_girl filho mãe pai
👩‍👩‍👧‍👦 família: mulher, mulher, menina e menino|family_woman_woman_girl_boy filho mãe pai
👩‍👩‍👦‍👦 família: mulher, mulher, menino e menino|family_woman_woman_boy_boy filho mãe pai
👩‍👩‍👧‍👧 família: mulher, mulher, menina e menina|family_woman_woman_girl_girl filho mãe pai
👨‍👦 família: homem e menino|family_man_boy filho mãe pai
👨‍👦‍👦 família: homem, menino e menino|family_man_boy_boy filho mãe pai
👨‍👧 família: homem e menina|family_man_girl filho mãe pai
👨‍👧‍👦 família: homem, menina e menino|family_man_girl_boy filho mãe pai
👨‍👧‍👧 família: homem, menina e menina|family_man_girl_girl filho mãe pai
👩‍👦 família: mulher e menino|family_woman_boy filho mãe pai
👩‍👦‍👦 família: mulher, menino e menino|family_woman_boy_boy filho mãe pai
👩‍👧 família: mulher e menina|family_woman_girl filho mãe pai
👩‍👧‍👦 família: mulher, menina e menino|family_woman_girl_boy filho mãe pai
👩‍👧‍👧 família: mulher, menina e menina|family_woman_girl_girl filho mãe pai
🗣️ silhueta falando|speaking_head berro cabeça grito
👤 silhueta de busto|bust_in_silhouette mistério pessoas sombra
👥 silhueta de bustos|busts_in_silhouette amigos busto dupla
🫂 pessoas se abraçando|people_hugging abraço adeus amizade
👪 família|family filho mãe pai
🧑‍🧑‍🧒 família: adulto, adulto, criança|family_adult_adult_child
🧑‍🧑‍🧒‍🧒 família: adulto, adulto, criança, criança|family_adult_adult_child_child adultos crianças filha
🧑‍🧒 família: adulto, criança|family_adult_child
🧑‍🧒‍🧒 família: adulto, criança, criança|family_adult_child_child crianças
👣 pegadas|footprints corpo gravura pé
= Animais e natureza
🐵 rosto de macaco|monkey_face animal
🐒 macaco|monkey animal
🦍 gorila|gorilla animal macaco
🦧 orangotango|orangutan macaco primata
🐶 rosto de cachorro|dog animal
🐕 cachorro|dog2 animal cão
🦮 cão-guia|guide_dog acessibilidade cachorro cadela
🐕‍🦺 cão de serviço|service_dog accessibilidade assistência cachorro
🐩 poodle|poodle animal cachorro
🐺 rosto de lobo|wolf animal
🦊 rosto de raposa|fox_face animal bicho
🦝 guaxinim|raccoon animal astuto curioso
🐱 rosto de gato|cat animal felino gatinho
🐈 gato|cat2 animal felino
🐈‍⬛ gato preto|black_cat animal azar dia_das_bruxas
🦁 rosto de leão|lion animal zodíaco
🐯 rosto de tigre|tiger animal
🐅 tigre|tiger2 animal
🐆 leopardo|leopard animal onça
🐴 rosto de cavalo|horse animal equino
🫎 alce|moose animal cervo chifres
🫏 burro|donkey animais animal asno
🐎 cavalo|racehorse animal corrida equestre
🦄 rosto de unicórnio|unicorn animal
🦓 zebra|zebra animal listra listras
🦌 cervo|deer animal veado
🦬 bisão|bison animal bisonte búfalo
🐮 rosto de vaca|cow animal fazenda leite
🐂 boi|ox animal touro zodíaco
🐃 búfalo-asiático|water_buffalo animal água
🐄 vaca|cow2 animal fazenda
🐷 rosto de porco|pig animal
🐖 porco|pig2 animal
🐗 javali|boar animal
🐽 nariz de porco|pig_nose animal rosto
🐏 carneiro|ram animal chifre zodíaco
🐑 ovelha|sheep animal fazenda lã
🐐 cabra|goat animal bode capricórnio
🐪 camelo|dromedary_camel animal camelo_de_uma_só_corcova corcova
🐫 camelo com duas corcovas|camel animal camelo_asiático_com_duas_corcovas corcova
🦙 lhama|llama alpaca animal guanaco
🦒 girafa|giraffe animal
🐘 elefante|elephant animal
🦣 mamute|mammoth animal extinto grande
🦏 rinoceronte|rhinoceros animal
🦛 hipopótamo|hippopotamus animal
🐭 rosto de camundongo|mouse animal ratinho rato
🐁 camundongo|mouse2 animal ratinho
🐀 rato|rat animal ratazana
🐹 rosto de hamster|hamster animal
🐰 rosto de coelho|rabbit animal
🐇 coelho|rabbit2 animal coelhinho coelhinho_da_páscoa
🐿️ esquilo|chipmunk animal
🦫 castor|beaver animal dentuço represa
🦔 porco-espinho|hedgehog animal espinhoso ouriço
🦇 morcego|bat animal vampiro
🐻 rosto de urso|bear animal
🐻‍❄️ urso polar|polar_bear branco ártico
🐨 coala|koala animal
🐼 rosto de panda|panda_face animal
🦥 preguiça|sloth bicho_preguiça devagar lenta
🦦 lontra|otter brincalhona pesca
🦨 gambá|skunk fedida fedido fedor
🦘 canguru|kangaroo animal austrália filhote
🦡 texugo|badger animal incomodar ratel
🐾 patas|feet animal pata patinhas_de_cachorro
🦃 peru|turkey animal ave peru_de_natal
🐔 galinha|chicken animal ave
🐓 galo|rooster animal ave
🐣 pintinho chocando|hatching_chick animal ave bebê
🐤 pintinho de perfil|baby_chick animal ave bebê
🐥 pintinho de frente|hatched_chick animal ave bebê
🐦 pássaro|bird animal
🐧 pinguim|penguin animal antartica frio
🕊️ pomba branca|dove animal ave_branca paz
🦅 águia|eagle pássaro
🦆 pato|duck animal pássaro
🦢 cisne|swan animal ave patinho_feio
🦉 coruja|owl pássaro sabedoria
🦤 dodô|dodo animal ave extinto
🪶 pena|feather leve plumagem pássaro
🦩 flamingo|flamingo ave extravagante tropical
🦚 pavão|peacock animal ave colorido
🦜 papagaio|parrot animal ave fala
🪽 asa|wing angelical anjo ascender
🐦‍⬛ pássaro preto|black_bird animal ave bico
🪿 ganso|goose animal ave bobo
🐦‍🔥 fênix|phoenix fantasia imortal pássaro_de_fogo
🐸 sapo|frog animal rosto rosto_de_sapo
🐊 crocodilo|crocodile animal jacaré
🐢 tartaruga|turtle animal
🦎 lagartixa|lizard animal lagarto réptil
🐍 cobra|snake animal réptil serpente
🐲 rosto de dragão|dragon_face animal
🐉 dragão|dragon animal game_of_thrones
🦕 saurópode|sauropod braquiosaurus braquiossauro brontossauro
🦖 tiranossauro rex|t-rex dinossauro t_rex
🐳 baleia esguichando água|whale animal esguicho
🐋 baleia|whale2 animal mar oceano
🐬 golfinho|flipper animal oceano
🦭 foca|seal animal animal_marinho leão_marinho
🐟 peixe|fish animal peixes pesca
🐠 peixe tropical|tropical_fish animal
🐡 baiacu|blowfish animal peixe
🦈 tubarão|shark peixe
🐙 polvo|octopus animal oceano octopus
🐚 caramujo|shell animal concha concha_do_mar
🪸 coral|coral mar mudança_climática oceano
🪼 água-viva|jellyfish ai animal aquário
🦀 caranguejo|crab animal animal_marinho câncer
🦞 lagosta|lobster animal bisque caldo
🦐 camarão|shrimp animal comida crustáceo
🦑 lula|squid animal comida molusco
🦪 ostra|oyster frutos_do_mar mar mergulho
🐌 caracol|snail animal escargot
🦋 borboleta|butterfly beleza inseto
🐛 inseto|bug animal centopeia lagarta
🐜 formiga|ant animal inseto
🐝 abelha|bee animal inseto natureza
🪲 besouro|beetle animal bicho inseto
🐞 joaninha|lady_beetle animal besouro inseto
🦗 grilo|cricket gafanhoto inseto
🪳 barata|cockroach animal baratas inseto
🕷️ aranha|spider animal dias_das_bruxas halloween
🕸️ teia de aranha|spider_web halloween inseto
🦂 escorpião|scorpion animal deserto inseto
🦟 mosquito|mosquito aedes aegypti amarela
🪰 mosca|fly animal apodrecendo doença
🪱 minhoca|worm anelídeo animal parasita
🦠 micróbio|microbe ameba bactéria ciência
💐 buquê|bouquet aniversário flor planta
🌸 flor de cerejeira|cherry_blossom cereja planta primavera
💮 flor branca|white_flower carimbo carimbo_de_flor carimbo_de_parabéns
🪷 lótus|lotus beleza budismo calma
🏵️ roseta|rosette flor flor_amarela planta
🌹 rosa|rose flor
🥀 flor murcha|wilted_flower morrendo murchando
🌺 hibisco|hibiscus flor planta primavera
🌻 girassol|sunflower flor planta
🌼 flor|blossom florescer planta
🌷 tulipa|tulip flor
🪻 jacinto|hyacinth arbusto bluebonnet flor
🌱 muda de planta|seedling brotar broto jovem
🪴 vaso com planta|potted_plant casa chato decoração
🌲 conífera|evergreen_tree floresta natal pinheirinho
🌳 árvore caidiça|deciduous_tree desfolha natureza árvore_cheia
🌴 palmeira|palm_tree coqueiro árvore árvore_de_palmeira
🌵 cacto|cactus deserto natureza planta
🌾 planta de arroz|ear_of_rice comida espiga espiga_de_arroz
🌿 erva|herb folha planta
☘️ trevo|shamrock irlanda irlandês planta
🍀 trevo de quatro folhas|four_leaf_clover irlandês planta sorte
🍁 folha de bordo|maple_leaf folha_caída folha_vermelha maple
🍂 folhas caídas|fallen_leaf cair folha outono
🍃 folha ao vento|leaves soprando
🪹 ninho vazio|empty_nest aninhando galhos lar
🪺 ninho com ovos|nest_with_eggs aninhando galhos lar
🍄 cogumelo|mushroom champignon fungo mario
= Comidas e bebidas
🍇 uvas|grapes fruta uva
🍈 melão|melon fruta
🍉 melancia|watermelon fruta
🍊 tangerina|orange mandarin cítrica fruta laranja
🍋 limão|lemon azedo cítrico fruta
🍋‍🟩 lima|lime acidez caipirinha cítrica
🍌 banana|banana fruta
🍍 abacaxi|pineapple comida fome fruta
🥭 manga|mango comida fruta tropical
🍎 maçã vermelha|apple fruta
🍏 maçã verde|green_apple comida fome fruta
🍐 pera|pear comida fome fruta
🍑 pêssego|peach fruta
🍒 cereja|cherries comida fome fruta
🍓 morango|strawberry comida fome fruta
🫐 mirtilos|blueberries alimento azul baga
🥝 kiwi|kiwi_fruit comida fruta
🍅 tomate|tomato fruta fruto legume
🫒 azeitona|olive alimento comida oliveira
🥥 coco|coconut fruta palmeira piña_colada
🥑 abacate|avocado comida fruta
🍆 berinjela|eggplant beringela comida legume
🥔 batata|potato comida fome legume
🥕 cenoura|carrot comida fome legume
🌽 milho|corn comida espiga espiga_de_milho
🌶️ pimenta|hot_pepper apimentada apimentado tempero
🫑 pimentão|bell_pepper alimento capsicum comida
🥒 pepino|cucumber comida fome legume
🥬 verdura|leafy_green alface bok_choy comida
🥦 brócolis|broccoli brócoli
🧄 alho|garlic tempero
🧅 cebola|onion tempero
🥜 amendoim|peanuts comida
🫘 feijões|beans alimento comida feijão
🌰 castanha|chestnut planta
🫚 gengibre|ginger_root cerveja comida erva
🫛 vagem|pea_pod comida edamame ervilha
🍄‍🟫 cogumelo marrom|brown_mushroom champignon comida fungo
🍞 pão|bread pão_de_forma pão_para_fatiar restaurante
🥐 croissant|croissant café_da_manhã comida fome
🥖 baguete|baguette_bread bisnaga comida pão
🫓 pão sírio|flatbread alimento arepa comida
🥨 pretzel|pretzel pão_torcido
🥯 bagel|bagel café_da_manhã chimia comida
🥞 panquecas|pancakes café_da_manhã comida crepes
🧇 waffle|waffle doce gofre wafel
🧀 queijo|cheese comida fome queijo_suíço
🍖 carne|meat_on_bone carne_com_osso carne_no_osso churras
🍗 coxa de frango|poultry_leg aves comida coxinha
🥩 corte de carne|cut_of_meat bife carne_vermelha costela_de_cordeiro
🥓 bacon|bacon comida fome toucinho
🍔 hambúrguer|hamburger búrguer cheese_burguer restaurante
🍟 batata frita|fries comida fast_food fome
🍕 pizza|pizza fatia restaurante
🌭 cachorro-quente|hotdog hot_dog pão_com_salsicha pão_com_vina
🥪 sanduíche|sandwich pão pão_de_forma
🌮 taco|taco comida_mexicana mexicano tacos
🌯 burrito|burrito comida_mexicana mexicano
🫔 tamale|tamale alimento comida enrolado
🥙 pão recheado|stuffed_flatbread comida kebab recheio
🧆 falafel|falafel almôndega grão_de_bico
🥚 ovo|egg comida fome
🍳 ovo frito|fried_egg comida culinária frigideira
🥘 caçarola com comida|shallow_pan_of_food fome paella panela
🍲 panela|stew ensopado restaurante tigela_de_comida
🫕 fondue|fondue alimento chocolate comida
🥣 tigela com colher|bowl_with_spoon café_da_manhã cereal prato_de_sopa
🥗 salada verde|green_salad comida fome restaurante
🍿 pipoca|popcorn balde cinema
🧈 manteiga|butter laticínio margarina
🧂 sal|salt comida condimento sabor
🥫 comida enlatada|canned_food lata
🍱 bentô|bento almoço_japonês caixa caixa_de_bentô
🍘 biscoito de arroz|rice_cracker bolacha_de_arroz cracker
🍙 arroz japonês|rice_ball bolinho_de_arroz comida fome
🍚 arroz cozido|rice comida fome restaurante
🍛 arroz com curry|curry curry_e_arroz restaurante
🍜 lámen|ramen comida fome macarrão
🍝 espaguete|spaghetti comida fome italiano
🍠 batata assada|sweet_potato batata_doce doce restaurante
🍢 oden|oden espetinho frutos_do_mar frutos_do_mar_no_espetinho
🍣 sushi|sushi comida_japonesa restaurante restaurante_japonês
🍤 camarão frito|fried_shrimp camarão_empanado restaurante tempura
🍥 bolinho de peixe|fish_cake croquete redemoinho restaurante
🥮 bolo lunar|moon_cake bolo_da_lua comida confeitaria
🍡 dango|dango bolinho_de_mochi bolinho_de_mochi_no_espetinho bolinho_japonês
🥟 bolinho asiático|dumpling chinês dumpling empanada
🥠 biscoito da sorte|fortune_cookie biscoito_chinês biscoito_da_fortuna profecia
🥡 caixa para viagem|takeout_box caixinha_para_levar delivery marmita
🍦 sorvete italiano|icecream doce fome sobremesa
🍧 raspadinha de gelo|shaved_ice restaurante sobremesa
🍨 sorvete|ice_cream creme gelo restaurante
🍩 donut|doughnut comida fome restaurante
🍪 biscoito|cookie bolacha comida cookie
🎂 bolo de aniversário|birthday comemoração doce feliz_aniversário
🍰 pão de ló de morango|cake bolo bolo_recheado doce
🧁 cupcake|cupcake açúcar bolinho bolo
🥧 torta|pie abóbora carne doce
🍫 chocolate|chocolate_bar barra barra_de_chocolate doce
🍬 bala|candy balinha doce
🍭 pirulito|lollipop bala doce
🍮 pudim|custard pudim_de_leite pudim_de_ovos restaurante
🍯 pote de mel|honey_pot restaurante
🍼 mamadeira|baby_bottle bebê leite leitinho
🥛 copo de leite|milk_glass
☕ café|coffee cafezinho cafeína chá
🫖 bule|teapot alimento bebida chaleira
🍵 xícara de chá sem alça|tea bebida chá_verde
🍶 saquê|sake bar bebida copo
🍾 garrafa de champanhe|champagne aniversário bar champagne
🍷 vinho|wine_glass bar bebida cálice_de_vinho
🍸 coquetel|cocktail bar beber bebida
🍹 bebida tropical|tropical_drink bar coquetel coquetel_de_frutas
🍺 cerveja|beer bar bebida caneca
🍻 canecas de cerveja|beers bar caneca chope
🥂 taças brindando|clinking_glasses brinde champagne champanhe
🥃 copo|tumbler_glass bar bebida drink
🫗 derramando líquido|pouring_liquid acabou acidente bebida
🥤 copo com canudo|cup_with_straw refrigerante suco água
🧋 chá perolado|bubble_tea bebida bolha bubble_tea
🧃 suco de caixa|beverage_box caixinha_de_suco suquinho
🧉 mate|mate bebida chimarrão cuia_de_chimarrão
🧊 cubo de gelo|ice_cube gelado iceberg
🥢 hashi|chopsticks comida_japonesa pauzinhos
🍽️ prato com talheres|plate_with_cutlery almoço faca fome
🍴 garfo e faca|fork_and_knife almoço comer comida
🥄 colher|spoon talher
🔪 faca de cozinha|hocho knife chef cozinhar
🫙 jarro|jar armazenar condimento conserva
🏺 ânfora|amphora ornamento_chinês vaso vaso_chinês
= Viagens e lugares
🌍 globo mostrando Europa e África|earth_africa terra
🌎 globo mostrando as Américas|earth_americas américa terra
🌏 globo mostrando Ásia e Oceania|earth_asia austrália planeta_terra terra
🌐 globo com meridianos|globe_with_meridians
🗺️ mapa-múndi|world_map geografia mundo
🗾 mapa do Japão|japan
🧭 bússola|compass bússola_magnética direção magnético
🏔️ montanha com neve|mountain_snow alpes frio
⛰️ montanha|mountain natureza
🌋 vulcão|volcano erupção_vulcânica lava natureza
🗻 Monte Fuji|mount_fuji montanha
🏕️ acampamento|camping barraca
🏖️ praia e guarda-sol|beach_umbrella
🏜️ deserto|desert clima_seco
🏝️ ilha deserta|desert_island palmeira praia
🏞️ parque nacional|national_park parque_com_rio reserva_florestal rio
🏟️ estádio|stadium arena
🏛️ prédio grego|classical_building arquitetura clássico
🏗️ construção|building_construction guindaste obra
🧱 tijolo|bricks argamassa argila cimento
🪨 pedra|rock pedregulho pesado rocha
🪵 madeira|wood lenha madeira_serrada tora
🛖 cabana|hut abrigo casa yurt
🏘️ casas|houses
🏚️ casa abandonada|derelict_house
🏠 casa|house construção domicílio lar
🏡 casa com jardim|house_with_garden construção lar
🏢 edifício comercial|office escritório
🏣 correio japonês|post_office oriental prédio
🏤 correio|european_post_office europeu prédio
🏥 hospital|hospital doente internado médico
🏦 banco|bank prédio
🏨 hotel|hotel prédio
🏩 motel|love_hotel amor hotel prédio
🏪 loja de conveniência|convenience_store 24_horas 24h prédio
🏫 escola|school colégio prédio prédio_da_escola
🏬 loja de departamentos|department_store estabelecimento_comercial
🏭 fábrica|factory prédio
🏯 castelo japonês|japanese_castle pagoda pagode prédio
🏰 castelo|european_castle castelo_europeu castelo_medieval prédio
💒 capela de casamento|wedding romance
🗼 Torre de Tóquio|tokyo_tower japão
🗽 Estátua da Liberdade|statue_of_liberty
⛪ igreja|church capela cristã cristão
🕌 mesquita|mosque islã muçulmano religião
🛕 templo hindu|hindu_temple
🕍 sinagoga|synagogue judaísmo judeu judia
⛩️ santuário japonês|shinto_shrine oriental religião xintoísmo
🕋 caaba islã|kaaba muçulmano religião
⛲ fonte|fountain chafariz praça água
⛺ barraca|tent acampamento acampar
🌁 enevoado|foggy bruma cerração neblina
🌃 noite estrelada|night_with_stars cidade_à_noite estrelas prédios
🏙️ cidade|cityscape prédios urbano
🌄 aurora sobre montanhas|sunrise_over_mountains montanha nascer_do_sol_sobre_as_montanhas sol_da_manhã
🌅 aurora sobre água|sunrise amanhecer natureza oceano
🌆 cidade ao anoitecer|city_sunset noite paisagem prédio
🌇 pôr do sol|city_sunrise anoitecer calor cidade
🌉 ponte à noite|bridge_at_night pontilhão
♨️ chamas|hotsprings calor fogo fumaça
🎠 carrossel|carousel_horse cavalo cavalo_de_carrossel entretenimento
🛝 escorregador|playground_slide brincar brinquedo escorregar
🎡 roda gigante|ferris_wheel entretenimento parque_de_diversões
🎢 montanha russa|roller_coaster entretenimento parque_de_diversões parque_temático
💈 barbearia|barber barbeiro barber_pole cortar_cabelo
🎪 circo|circus_tent entretenimento lona lona_de_circo
🚂 locomotiva|steam_locomotive trem vapor veículo
🚃 vagão de trem|railway_car bonde elétrico ferroviário
🚄 trem de alta velocidade|bullettrain_side bala japonês trens
🚅 trem de alta velocidade japonês|bullettrain_front bala ferrovia japão
🚆 trem|train2 ferrovia veículo
🚇 metrô|metro trem túnel túnel_subterrâneo
🚈 trem urbano|light_rail chegada cheguei leve
🚉 estação|station estação_de_trem metrô trem
🚊 bonde elétrico|tram trólebus veículo
🚝 monotrilho|monorail trem veículo
🚞 estrada de ferro na montanha|mountain_railway carro teleférico veículo
🚋 bonde|train bonde_elétrico carro trólebus
🚌 ônibus|bus transporte_público veículo
🚍 ônibus se aproximando|oncoming_bus veículo
🚎 trólebus|trolleybus bonde_elétrico veículo ônibus
🚐 van|minibus mini_ônibus veraneio veículo
🚑 ambulância|ambulance veículo
🚒 carro do corpo de bombeiros|fire_engine bombeiro caminhão_do_corpo_de_bombeiros fogo
🚓 viatura policial|police_car carro_patrulha polícia veículo
🚔 viatura policial se aproximando|oncoming_police_car polícia veículo
🚕 táxi|taxi veículo
🚖 táxi se aproximando|oncoming_taxi chegada transporte veículo
🚗 carro|car red_car automóvel veículo
🚘 carro se aproximando|oncoming_automobile automóvel carona chegada
🚙 SUV|blue_car carro trailer veículo
🛻 caminhonete|pickup_truck automóvel caminhão carro
🚚 caminhão de entrega|truck veículo
🚛 caminhão|articulated_lorry caminhão_articulado semi trailer
🚜 trator|tractor obra veículo
🏎️ carro de corrida|racing_car automobilismo
🏍️ motocicleta|motorcycle corrida moto veículo
🛵 scooter|motor_scooter monareta motinho moto
🦽 cadeira de rodas manual|manual_wheelchair acessibilidade
🦼 cadeira de rodas motorizada|motorized_wheelchair acessibilidade
🛺 automóvel riquixá|auto_rickshaw autorriquixá tuk_tuk
🚲 bicicleta|bike bike veículo
🛴 patinete|kick_scooter brinquedo
🛹 skate|skateboard rodinhas skatista
🛼 patins de rodas|roller_skate esporte patinação roller
🚏 ponto de ônibus|busstop bus busão transporte_público
🛣️ estrada|motorway caminho viagem viajar
🛤️ trilhos|railway_track trem
🛢️ barril de óleo|oil_drum lata latão
⛽ posto de gasolina|fuelpump abastecer bomba combustível
🛞 roda|wheel carro círculo direção
🚨 sirene|rotating_light carro_da_polícia farol_policial luz_de_viatura_policial
🚥 semáforo horizontal|traffic_light cruzamento luz sinal
🚦 semáforo vertical|vertical_traffic_light cruzamento luz sinal
🛑 sinal de pare|stop_sign
🚧 em construção|construction símbolo símbolo_para_em_construção_
⚓ âncora|anchor marinha navegar sinal
🛟 boia|ring_buoy colete flutuar guarda_vidas
⛵ barco a vela|boat iate navegar oceano
🛶 canoa|canoe barco
🚤 lancha|speedboat barco férias praia
🛳️ cruzeiro|passenger_ship barco embarcação navio
⛴️ balsa|ferry barco ferry ferry_boat
🛥️ barco|motor_boat lancha motor navio
🚢 navio|ship aquático barco cruzeiro
✈️ avião|airplane aéreo veículo viajar
🛩️ avião pequeno|small_airplane aéreo jatinho jato
🛫 avião decolando|flight_departure decolar fui férias
🛬 avião aterrissando|flight_arrival aterrissagem chegando pousando
🪂 paraquedas|parachute asa_delta paraquedista parasail
💺 assento|seat cadeira poltrona
🚁 helicóptero|helicopter veículo viagem viajar
🚟 estrada de ferro suspensa|suspension_railway suspensão trem veículo
🚠 teleférico de montanha|mountain_cableway bonde cabo cabo_suspenso_usado_em_teleféricos_nas_montanhas
🚡 teleférico|aerial_tramway aérea bonde gôndola
🛰️ satélite|artificial_satellite antena espaço
🚀 foguete|rocket espaço veículo
🛸 disco voador|flying_saucer alienígena et extra
🛎️ sineta|bellhop_bell hotel portaria sino
🧳 mala|luggage bagagem rodinhas viagem
⌛ ampulheta|hourglass areia tempo
⏳ ampulheta contando o tempo|hourglass_flowing_sand areia cheia em_cima
⌚ relógio de pulso|watch hora tempo
⏰ despertador|alarm_clock alarme atrasada atrasado
⏱️ cronômetro|stopwatch relógio tempo
⏲️ relógio temporizador|timer_clock cronômetro timer
🕰️ relógio de mesa|mantelpiece_clock relógio_antigo
🕛 12 horas|clock12 12h00 doze meia_noite
🕧 doze e meia|clock1230 12h30 relógio
🕐 1 hora|clock1 13h 1h 1h00
🕜 uma e meia|clock130 13_30 13h30 1_30
🕑 2 horas|clock2 14h 2h 2h00
🕝 duas e meia|clock230 2_30 2h30 relógio
🕒 3 horas|clock3 15h 3_00 3h00
🕞 três e meia|clock330 3_30 3h30 relógio
🕓 4 horas|clock4 4_00 4h00 horário
🕟 quatro e meia|clock430 4h30 relógio
🕔 5 horas|clock5 5h00 cinco relógio
🕠 cinco e meia|clock530 17h30 5h30 relógio
🕕 6 horas|clock6 18h 6h00 relógio
🕡 seis e meia|clock630 18h30 6h30 relógio
🕖 7 horas|clock7 19h 7h00 relógio
🕢 sete e meia|clock730 7_30 7h30 relógio
🕗 8 horas|clock8 8_00 8h00 hora
🕣 oito e meia|clock830 8_30 8h30 relógio
🕘 9 horas|clock9 21h 9h00 nove
🕤 nove e meia|clock930 9_30 9h30 hora
🕙 10 horas|clock10 10h00 22h dez
🕥 dez e meia|clock1030 10h30 22h30 relógio
🕚 11 horas|clock11 11_00 11h00 onze
🕦 onze e meia|clock1130 11h30 23h30 relógio
🌑 lua nova|new_moon escuro lua_negra noite
🌒 lua crescente côncava|waxing_crescent_moon noite
🌓 quarto crescente|first_quarter_moon lua lua_de_quarto_crescente
🌔 lua crescente convexa|moon
🌕 lua cheia|full_moon luar
🌖 lua minguante convexa|waning_gibbous_moon
🌗 quarto minguante|last_quarter_moon lua lua_de_quarto_minguante
🌘 lua minguante côncava|waning_crescent_moon
🌙 lua crescente|crescent_moon
🌚 rosto da lua nova|new_moon_with_face lua_nova_com_rosto
🌛 rosto da lua de quarto crescente|first_quarter_moon_with_face noite
🌜 rosto da lua de quarto minguante|last_quarter_moon_with_face lua_com_rosto quarto_minguante_com_rosto
🌡️ termômetro|thermometer clima temperatura tempo
☀️ sol|sunny clima dia_claro raios
🌝 rosto da lua cheia|full_moon_with_face lua_cheia_com_rosto lua_com_rosto
🌞 rosto do sol|sun_with_face praia
🪐 planeta com anéis|ringed_planet saturnino saturno
⭐ estrela branca média|star amarela astronomia
🌟 estrela brilhante|star2 brilho cintilante luminosa
🌠 estrela cadente|stars cai
🌌 via láctea|milky_way céu espaço estrelado
☁️ nuvem|cloud clima
⛅ sol por trás das nuvens|partly_sunny clima nublado nuvem
⛈️ chuva com trovão|cloud_with_lightning_and_rain clima nuvem relâmpago
🌤️ sol com nuvens|sun_behind_small_cloud clima ensolarado nublado
🌥️ nublado|sun_behind_large_cloud clima nuvem sol
🌦️ sol com chuva|sun_behind_rain_cloud clima nuvem
🌧️ nuvem com chuva|cloud_with_rain chovendo clima
🌨️ nuvem com neve|cloud_with_snow clima frio
🌩️ nuvem com trovão|cloud_with_lightning clima relâmpago
🌪️ tornado|tornado clima furacão nuvem
🌫️ nevoeiro|fog clima furacão neblina
🌬️ rosto de vento|wind_face clima nuvem soprar
🌀 ciclone|cyclone clima espiral furacão
🌈 arco-íris|rainbow chuva clima gay
🌂 guarda-chuva fechado|closed_umbrella chuvoso
☂️ guarda-chuva|open_umbrella acessório clima sombrinha_aberta
☔ sombrinha na chuva|umbrella acessório clima gotas
⛱️ guarda-sol|parasol_on_ground chuva clima praia
⚡ alta tensão|zap eletricidade natureza perigo
❄️ floco de neve|snowflake clima frio
☃️ boneco de neve|snowman_with_snow clima frio inverno
⛄ boneco de neve sem neve|snowman frio inverno
☄️ cometa|comet espaço estrela_cadente meteoro
🔥 fogo|fire chama
💧 gota|droplet com_suor engraçado gota_de_suor
🌊 onda|ocean mar oceano praia
= Atividades
🎃 abóbora de halloween|jack_o_lantern comemoração dia_das_bruxas jack
🎄 árvore de natal|christmas_tree comemoração pinheirinho
🎆 fogos de artifício|fireworks ano_novo comemoração
🎇 vela estrela|sparkler comemoração fogo_de_artifício fogo_de_artifício_vela_estrela
🧨 bombinha|firecracker artifício bomba chiando
✨ brilhos|sparkles _ brilhantes estrelas
🎈 balão|balloon aniversário celebração comemoração
🎉 cone de festa|tada alegria aniversário celebrar
🎊 confete|confetti_ball bola celebração comemoração
🎋 árvore de tanabata|tanabata_tree comemoração estrelas festival
🎍 decoração de pinhos|bamboo bambu comemoração decoração_de_pinhas
🎎 bonecas japonesas|dolls comemoração festival japanesas
🎏 bandeira de carpas|flags comemoração koinobori
🎐 carrilhão de vento|wind_chime sino som
🎑 contemplação da lua|rice_scene cerimônia_de_contemplação_da_lua comemoração
🧧 envelope vermelho|red_envelope boa_sorte dinheiro hóngbāo
🎀 laço de fita|ribbon comemoração presente
🎁 presente|gift comemoração embrulhado mimo
🎗️ fita de lembrete|reminder_ribbon celebração comemoração laço
🎟️ ingresso de cinema|tickets entrada ticket
🎫 ingresso|ticket entretenimento
🎖️ medalha militar|medal_military condecoração prêmio
🏆 troféu|trophy campeã campeão prêmio
🏅 medalha esportiva|medal_sports vitória
🥇 medalha de ouro|1st_place_medal 1o_lugar 1º_lugar vitória
🥈 medalha de prata|2nd_place_medal 2o_lugar 2º_lugar segundo
🥉 medalha de bronze|3rd_place_medal 3o_lugar 3º_lugar terceiro
⚽ bola de futebol|soccer jogar
⚾ bola de beisebol|baseball esportes
🥎 softbol|softball bola esporte luva
🏀 bola de basquete|basketball cesta esporte jogo
🏐 bola de vôlei|volleyball jogar jogo
🏈 bola de futebol americano|football esporte super_bowl
🏉 bola de rugby|rugby_football americano esporte futebol
🎾 tênis|tennis bola esporte raquete
🥏 frisbee|flying_disc disco esporte ultimate
🎳 boliche|bowling bola jogo strike
🏏 críquete|cricket_game betes bola jogo
🏑 hóquei de campo|field_hockey bola jogo taco
🏒 hóquei no gelo|ice_hockey disco jogo taco
🥍 lacrosse|lacrosse bastão bola esporte
🏓 pingue-pongue|ping_pong mesa pingpong raquete
🏸 badminton|badminton jogo peteca raquete
🥊 luva de boxe|boxing_glove esporte luta
🥋 quimono de artes marciais|martial_arts_uniform esporte faixa judô
🥅 gol|goal_net esporte futebol goleira
⛳ bandeira no buraco|golf esporte golfe
⛸️ patins de gelo|ice_skate patinação
🎣 pesca|fishing_pole_and_fish entretenimento peixe pescador
🤿 máscara de mergulho|diving_mask esnórquel mergulhador scuba
🎽 camiseta de corrida|running_shirt_with_sash esporte faixa
🎿 esqui|ski bota esporte esquiar
🛷 trenó|sled neve tobogã
🥌 pedra de curling|curling_stone jogo
🎯 no alvo|dart certeiro dardos jogo
🪀 ioiô|yo_yo brinquedo flutua
🪁 pipa|kite papagaio planar voar
🔫 pistola d’água|gun arma ferramenta revólver
🎱 bilhar|8ball bola_oito jogo
🔮 bola de cristal|crystal_ball adivinhação destino futuro
🪄 varinha mágica|magic_wand bruxa condão magia
🎮 videogame|video_game controle game jogo
🕹️ joystick|joystick atari controle game
🎰 caça-níquel|slot_machine aposta azar cassino
🎲 jogo de dado|game_die dados sorte
🧩 quebra-cabeça|jigsaw dica encaixe peça
🧸 ursinho de pelúcia|teddy_bear bichinho brinquedo enchimento
🪅 pinhata|pinata cinco_de_maio comemoração doce
🪩 globo de espelhos|mirror_ball balada boate bola
🪆 boneca russa|nesting_dolls matriosca matrioska
♠️ naipe de espadas|spades baralho carta jogo
♥️ naipe de copas|hearts baralho carta jogo
♦️ naipe de ouros|diamonds baralho carta jogo
♣️ naipe de paus|clubs baralho carta jogo
♟️ peão de xadrez|chess_pawn truque
🃏 curinga|black_joker baralho carta coringa
🀄 dragão vermelho de mahjong|mahjong jogo peça
🎴 carta de flores|flower_playing_cards baralho carta_de_baralho hanafuda
🎭 máscara|performing_arts arte ator atriz
🖼️ quadro emoldurado|framed_picture arte moldura museu
🎨 paleta de tintas|art arte artista artística
🧵 carretel|thread agulha barbante costura
🪡 agulha de costura|sewing_needle alfaiataria bordados linha
🧶 novelo|yarn bola crochê lã
🪢 nó|knot amarrar corda cordel
= Objetos
👓 óculos|eyeglasses acessório
🕶️ óculos escuros|dark_sunglasses óculos_de_sol
🥽 óculos de proteção|goggles mergulho natação olhos
🥼 jaleco|lab_coat cientista dr_ experimento
🦺 colete salva-vidas|safety_vest emergência refletivo segurança
👔 gravata|necktie acessório roupa
👕 camiseta|shirt tshirt camisa roupa
👖 jeans|jeans calça roupa
🧣 cachecol|scarf frio inverno pescoço
🧤 luvas|gloves inverno luva mão
🧥 casaco|coat agasalho blusa frio
🧦 meias|socks meia meião
👗 vestido|dress peça_única roupa
👘 quimono|kimono roupa vestir
🥻 sari|sari indiana roupa vestido
🩱 maiô|one_piece_swimsuit banho nadar praia
🩲 cueca|swim_brief banho nadar praia
🩳 shorts|shorts banho bermuda nadar
👙 biquíni|bikini banho piscina praia
👚 roupas femininas|womans_clothes azul blusa camiseta
🪭 leque dobrável|folding_hand_fan abanar arejar balançar
👛 bolsinha|purse acessório bolsa moeda
👜 bolsa de mão|handbag acessório fashion mala
👝 bolsa pequena|pouch acessório carteira fashion
🛍️ sacolas de compras|shopping presente shopping
🎒 mochila|school_satchel bolsa escola viagem
🩴 chinelo|thong_sandal alpargatas piscina praia
👞 sapato masculino|mans_shoe shoe acessório sapatos
👟 tênis de corrida|athletic_shoe acessório correr esportivo
🥾 bota de trekking|hiking_boot acampamento acampar caminhada
🥿 sapatilha|flat_shoe confortável sapatilha_de_balé sapato
👠 sapato de salto alto|high_heel acessório chique fashion
👡 sandália feminina|sandal acessório feminino médio
🩰 sapatilha de balé|ballet_shoes bailarina dança
👢 bota feminina|boot acessório calçado médio
🪮 pente de cabelo|hair_pick afro crespo pente_garfo
👑 coroa|crown acessório família_real game_of_thrones
👒 chapéu feminino|womans_hat acessório fashion
🎩 cartola|tophat chapéu chique entretenimento
🎓 chapéu de formatura|mortar_board capelo comemoração
🧢 boné|billed_cap boné_de_beisebol chapéu
🪖 capacete militar|military_helmet exército guerra guerreiro
⛑️ capacacete de socorrista|rescue_worker_helmet ajuda branca capacete
📿 rosário de oração|prayer_beads acessório religião reza
💄 batom|lipstick cosméticos makeup maquiagem
💍 anel|ring diamante romance
💎 pedra preciosa|gem diamante joia
🔇 alto-falante silenciado|mute calar mudo mute
🔈 alto-falante com volume baixo|speaker mudo música silêncio
🔉 alto-falante com volume médio|sound baixo diminuir som
🔊 alto-falante com volume alto|loud_sound gritar música som
📢 buzina|loudspeaker alto alto_falante aviso
📣 megafone|mega aplausos comunicação
📯 corneta postal|postal_horn correios
🔔 sino|bell capela
🔕 sino silenciado|no_bell mudo notificação proibido
🎼 partitura musical|musical_score música
🎵 nota musical|musical_note música
🎶 notas musicais|notes música nota
🎙️ microfone de estúdio|studio_microphone música
🎚️ controle de volume|level_slider música
🎛️ botões giratórios|control_knobs controle música
🎤 microfone|microphone cantar entretenimento karaokê
🎧 fones de ouvido|headphones entretenimento fone música
📻 rádio|radio radiola som vídeo
🎷 saxofone|saxophone instrumento instrumento_musical música
🎺 trompete|trumpet instrumento instrumento_musical música
🪗 acordeão|accordion concertina instrumento música
🎸 guitarra|guitar instrumento instrumento_musical música
🎹 teclado musical|musical_keyboard instrumento instrumento_musical música
🎻 violino|violin instrumento instrumento_musical música
🪕 banjo|banjo cordas instrumento música
🥁 tambor|drum baquetas música percussão
🪘 tambor comprido|long_drum atabaque batida conga
🪇 maracás|maracas chacoalhar chocalho dança
🪈 flauta|flute banda flautim instrumento
📱 telefone celular|iphone telefone_móvel
📲 telefone celular com seta|calling chamada fazer ligar
☎️ telefone no gancho|phone
📞 telefone|telephone_receiver aparelho_de_telefone comunicação
📟 pager|pager comunicação
📠 fax|fax comunicação máquina_de_fax
🔋 pilha|battery bateria
🪫 pouca bateria|low_battery acabando cansado descarregada
🔌 tomada elétrica|electric_plug cabo eletricidade energia
💻 laptop|computer computador notebook pc
🖥️ computador de mesa|desktop_computer desktop monitor
🖨️ impressora|printer acessório computador documento
⌨️ teclado|keyboard acessório computador digitação
🖱️ mouse|computer_mouse acessório computador
🖲️ trackball|trackball acessório bolinha computador
💽 minidisc|minidisc computação disc disco
💾 disquete|floppy_disk computador disco disco_flexível
💿 cd|cd blu_ray computador disco
📀 DVD|dvd blu_ray cd computador
🧮 ábaco|abacus calculadora cálculo matemática
🎥 câmera de cinema|movie_camera entretenimento filmar filme
🎞️ rolo de filmes|film_strip cinema filme
📽️ projetor de filmes|film_projector cinema filme vídeo
🎬 claquete|clapper cena entretenimento filme
📺 televisão|tv canal tv vídeo
📷 câmera|camera foto selfie vídeo
📸 câmera com flash|camera_flash foto fotografia vídeo
📹 câmera de vídeo|video_camera filmadora
📼 videocassete|vhs cassete fita vhs
🔍 lupa para a esquerda|mag aumento busca ferramenta
🔎 lupa para a direita|mag_right aumento busca ferramenta
🕯️ vela|candle acesa luz
💡 lâmpada|bulb elétrica ideia luz
🔦 lanterna|flashlight elétrica ferramenta luz
🏮 lanterna vermelha de papel|izakaya_lantern lantern bar izakaya restaurante
🪔 lâmpada de óleo|diya_lamp diya
📔 caderno decorado|notebook_with_decorative_cover agenda capa decoração
📕 livro fechado|closed_book apostila
📖 livro aberto|book biblioteca leitura lendo
📗 livro verde|green_book biblioteca caderno colégio
📘 livro azul|blue_book apostila escola estudo
📙 livro laranja|orange_book apostila cartilha
📚 livros|books biblioteca estudando estudar
📓 caderno|notebook folhas
📒 livro contábil|ledger caderno
📃 página dobrada|page_with_curl dobrado documento papel
📜 pergaminho|scroll rolo_de_papel
📄 página voltada para cima|page_facing_up documento oficial papel
📰 jornal|newspaper notícias
🗞️ jornal enrolado|newspaper_roll notícias
📑 marcadores de página|bookmark_tabs marcador marcar
🔖 marcador de página|bookmark livro
🏷️ etiqueta|label identificar rótulo
🪙 moeda|coin dinheiro dólar euro
💰 saco de dinheiro|moneybag dólares
💴 nota de iene|yen cédula dinheiro grana
💵 nota de dólar|dollar dinheiro moeda nota_bancária
💶 nota de euro|euro cédula dinheiro grana
💷 nota de libra|pound cédula dinheiro grana
💸 dinheiro voando|money_with_wings asas banco cédula
💳 cartão de crédito|credit_card banco dinheiro débito
🧾 recibo|receipt contabilidade escrituração evidência
💹 gráfico subindo com iene|chart ascendente ascensão crescimento
✉️ envelope|envelope carta correspondência e_mail
📧 e-mail|email carta comunicação correspondência
📨 envelope chegando|incoming_envelope carta comunicação correspondência
📩 envelope com seta|envelope_with_arrow carta comunicação correspondência
📤 bandeja de saída|outbox_tray caixa comunicação correspondência
📥 bandeja de entrada|inbox_tray caixa comunicação correspondência
📦 pacote|package caixa embrulho
📫 caixa de correio fechada com bandeira levantada|mailbox correspondência
📪 caixa de correio fechada com bandeira abaixada|mailbox_closed correspondência vazia
📬 caixa de correio aberta com bandeira levantada|mailbox_with_mail caixa_de_correspondência_aberta_com_bandeira_levantada correspondência
📭 caixa de correio aberta com bandeira abaixada|mailbox_with_no_mail caixa_de_correspondência_aberta_com_bandeira_abaixada caixa_de_correspondência_aberta_e_vazia correspondência
📮 caixa de correio|postbox carta correspondência enviar
🗳️ urna eleitoral com cédula|ballot_box eleição votar voto
✏️ lápis|pencil2
✒️ ponta de caneta tinteiro|black_nib preto tinta
🖋️ caneta tinteiro|fountain_pen destro
🖊️ caneta|pen esferográfica tinteiro
🖌️ pincel|paintbrush pintando pintar
🖍️ giz de cera|crayon desenho vermelho
📝 memorando|pencil anotações caderno comunicação
💼 maleta|briefcase mala pasta
📁 pasta de arquivos|file_folder arquivo
📂 pasta de arquivos aberta|open_file_folder abrir arquivo
🗂️ divisores de pastas|card_index_dividers arquivo divisor organizador
📅 calendário|date data datas
📆 calendário com folhas destacáveis|calendar data destacável dia
🗒️ bloco espiral|spiral_notepad caderno
🗓️ calendário espiral|spiral_calendar bloco data
📇 índice de cartões|card_index
📈 gráfico subindo|chart_with_upwards_trend crescimento diagrama gráfico_de_tendência_de_crescimento
📉 gráfico caindo|chart_with_downwards_trend diagrama gráfico_de_tendência_negativa negativa
📊 gráfico de barras|bar_chart barra diagrama
📋 prancheta|clipboard anotações
📌 tacha|pushpin alfinete
📍 tacha redonda|round_pushpin alfinete localização mapa
📎 clipe de papel|paperclip
🖇️ clipes de papel conectados|paperclips clipe
📏 régua reta|straight_ruler
📐 régua triangular|triangular_ruler geometria matemática triângulo
✂️ tesoura|scissors aberta cortar ferramenta
🗃️ caixa de arquivos|card_file_box arquivo cartão documentos
🗄️ gavetas de escritório|file_cabinet arquivo gabinete
🗑️ lixeira|wastebasket cesto lixo
🔒 cadeado|lock fechado trancado
🔓 cadeado aberto|unlock destrancado
🔏 cadeado com caneta|lock_with_ink_pen privacidade privado tinteiro
🔐 cadeado fechado com chave|closed_lock_with_key seguro trancado
🔑 chave|key senha trancado trancar
🗝️ chave antiga|old_key fechadura
🔨 martelo|hammer construção ferramenta martelada
🪓 machado|axe cortar madeira partir
⛏️ picareta|pick ferramenta mineração
⚒️ martelo e picareta|hammer_and_pick ferramenta geologia
🛠️ martelo e chave-inglesa|hammer_and_wrench ferramenta
🗡️ adaga|dagger arma faca
⚔️ espadas cruzadas|crossed_swords arma batalha guerra
💣 bomba|bomb emoção engraçado explosivo
🪃 bumerangue|boomerang aborígene arma austrália
🏹 arco e flecha|bow_and_arrow arma sagitário zodíaco
🛡️ escudo|shield arma
🪚 serrote|carpentry_saw carpinteiro cortar ferramenta
🔧 chave inglesa|wrench ferramenta obra reforma
🪛 chave de fenda|screwdriver ferramenta
🔩 porca e parafuso|nut_and_bolt construção ferramenta
⚙️ engrenagem|gear ferramenta
🗜️ braçadeira|clamp compressão ferramenta morsa
⚖️ balança|balance_scale ferramenta justiça libra
🦯 bengala para cegos|probing_cane acessibilidade cega cego
🔗 link|link anéis corrente dois
⛓️‍💥 corrente quebrada|broken_chain algema liberdade quebrando
⛓️ correntes|chains corrente metal
🪝 gancho|hook atração_para_venda bandido curva
🧰 caixa de ferramentas|toolbox ferramenta mecânico vermelha
🧲 ímã|magnet atração ferradura magnético
🪜 escada|ladder degrau mão subir
⚗️ alambique|alembic ferramenta química
🧪 tubo de ensaio|test_tube ciência experimento experiência
🧫 placa de Petri|petri_dish bactéria biologia biologista
🧬 dna|dna biologista biólogo código
🔬 microscópio|microscope ciência ferramenta microscópico
🔭 telescópio|telescope ciência ferramenta
📡 antena parabólica|satellite comunicação satélite
💉 seringa|syringe agulha injeção médico
🩸 gota de sangue|drop_of_blood doação medicina menstruação
💊 comprimido|pill cápsula medicina médico
🩹 atadura adesiva|adhesive_bandage bandaid bandeide curativo
🩼 muleta|crutch ajuda bastão bengala
🩺 estetoscópio|stethoscope coração medicina médica
🩻 raio x|x_ray doutor esqueleto médico
🚪 porta|door fechada
🛗 elevador|elevator acessibilidade descer elevar
🪞 espelho|mirror espéculo maquiagem refletor
🪟 janela|window abertura ar fresco
🛏️ cama|bed dormir hotel sono
🛋️ sofá e luminária|couch_and_lamp hotel lâmpada
🪑 cadeira|chair assento sentar
🚽 vaso sanitário|toilet banheiro patente privada
🪠 desentupidor|plunger banheiro cocô encanador
🚿 chuveiro|shower banho ducha água
🛁 banheira|bathtub banho
🪤 ratoeira|mouse_trap armadilha atrair isca
🪒 lâmina|razor afiada afiado barbeador
🧴 frasco de loção|lotion_bottle condicionador creme hidratante
🧷 alfinete de segurança|safety_pin fralda punk rock
🧹 vassoura|broom bruxa limpar limpeza
🧺 cesta|basket agricultura agrícola lavanderia
🧻 rolo de papel|roll_of_paper higiênico toalha
🪣 balde|bucket baldinho barril
🧼 sabonete|soap banho barra espuma
🫧 bolhas|bubbles aquática aquático arroto
🪥 escova de dentes|toothbrush banheiro dental higiene
🧽 esponja|sponge absorvente absorção encharcar
🧯 extintor de incêndio|fire_extinguisher apagar extinguir fogo
🛒 carrinho de compras|shopping_cart mercado supermercado
🚬 cigarro|smoking fumante fumar fumo
⚰️ caixão|coffin caixão_funerário funeral morte
🪦 lápide|headstone cemitério descanse_em_paz morto
⚱️ urna funerária|funeral_urn cinzas funeral morte
🧿 olho grego|nazar_amulet amuleto conta mau_olhado
🪬 hamsá|hamsa amuleto fátima guia
🗿 moai|moyai estátua moyai rosto
🪧 placa|placard aviso cartaz demonstração
🪪 cartão de identificação|identification_card carta carteira crachá
= Símbolos
🏧 símbolo de caixa automático|atm atm banco dinheiro
🚮 símbolo de lixeira|put_litter_in_its_place coloque_o_lixo_no_lixo lata lixo
🚰 água potável|potable_water beber símbolo torneira
♿ símbolo de cadeira de rodas|wheelchair acesso sinal
🚹 banheiro masculino|mens homem lavatório símbolo
🚺 banheiro feminino|womens lavabo lavatório mulher
🚻 banheiro|restroom lavabo sanitário símbolo
🚼 símbolo de bebê|baby_symbol fralda fraldário trocar
🚾 WC|wc latrina lavabo privada
🛂 controle de passaportes|passport_control passaporte
🛃 alfândega|customs aduana aduaneira bens
🛄 restituição de bagagem|baggage_claim aeroporto bagagens esteira
🛅 depósito de bagagem|left_luggage esquecida malas serviço
⚠️ aviso|warning atenção cuidado sinal
🚸 crianças atravessando|children_crossing criança pedestre símbolo
⛔ entrada proibida|no_entry entre não placa
🚫 proibido|no_entry_sign entrada não proibida
🚳 proibido andar de bicicleta|no_bicycles não permitidas sem
🚭 proibido fumar|no_smoking cigarro não_é_permitido_fumar símbolo
🚯 proibido jogar lixo no chão|do_not_litter não não_jogue_lixo_no_chão símbolo
🚱 água não potável|non-potable_water consumo imprópria proibido
🚷 proibida a passagem de pedestres|no_pedestrians não pedestre permitidos
📵 proibido o uso de telefone celular|no_mobile_phones cel não permitidos
🔞 proibido para menores de 18 anos|underage dezoito idade menor
☢️ radioativo|radioactive perigo radiativo radiação
☣️ risco biológico|biohazard ciência perigo resíduos
⬆️ seta para cima|arrow_up cardinal direção norte
↗️ seta para cima e para a direita|arrow_upper_right diagonal direção flecha
➡️ seta para a direita|arrow_right direção flecha leste
↘️ seta para baixo e para a direita|arrow_lower_right diagonal direção flecha
⬇️ seta para baixo|arrow_down abaixo cardinal direção
↙️ seta para baixo e para a esquerda|arrow_lower_left diagonal direção flecha
⬅️ seta para a esquerda|arrow_left atrás direção flecha
↖️ seta para cima e para a esquerda|arrow_upper_left diagonal_superior_esquerda direção flecha
↕️ seta para cima e para baixo|arrow_up_down flecha vertical
↔️ seta para esquerda e direita|left_right_arrow flecha horizontal lados
↩️ seta curva da direita para a esquerda|leftwards_arrow_with_hook flecha retorno voltar_à_esquerda
↪️ seta curva da esquerda para a direita|arrow_right_hook flecha retorno voltar_à_direita
⤴️ seta para a direita curvada para cima|arrow_heading_up curva flecha seta_curva_de_baixo_para_cima
⤵️ seta para a direita curvada para baixo|arrow_heading_down curva embaixo flecha
🔃 setas verticais no sentido horário|arrows_clockwise flechas recarregar seta
🔄 botão de setas em sentido anti-horário|arrows_counterclockwise atualizar botão_de_setas_no_sentido_anti_horário seta
🔙 seta "BACK"|back flecha seta_para_a_esquerda seta_para_voltar
🔚 seta "END"|end fim fim_com_seta_para_a_esquerda final
🔛 seta "ON!"|on flecha marca
🔜 seta "SOON"|soon em_breve flecha símbolo_soon_
🔝 seta "TOP"|top cima para_cima seta_para_cima
🛐 local de culto|place_of_worship local_sagrado oração religião
⚛️ símbolo de átomo|atom_symbol ateu ateísmo símbolo_do_ateísmo
🕉️ om|om hindu religião
✡️ estrela de Davi|star_of_david judaico judeu religião
☸️ roda do Dharma|wheel_of_dharma budista religião
☯️ yin yang|yin_yang religião tao taoista
✝️ cruz latina|latin_cross cristão religião
☦️ cruz ortodoxa|orthodox_cross cristão religião
☪️ estrela e lua crescente|star_and_crescent islã muçulmano religião
☮️ símbolo da paz|peace_symbol
🕎 menorá|menorah candelabro candelabro_judeu castiçal
🔯 estrela de seis pontas|six_pointed_star adivinhação destino
🪯 khanda|khanda deg_tegh_fateh fé khalsa
♈ signo de Áries|aries carneiro zodíaco
♉ signo de Touro|taurus boi zodíaco
♊ signo de Gêmeos|gemini zodíaco
♋ signo de Câncer|cancer caranguejo zodíaco
♌ signo de Leão|leo zodíaco
♍ signo de Virgem|virgo zodíaco
♎ signo de Libra|libra balança justiça signo_de_virgem
♏ signo de Escorpião|scorpius zodíaco
♐ signo de Sagitário|sagittarius arqueiro zodíaco
♑ signo de Capricórnio|capricorn cabra zodíaco
♒ signo de Aquário|aquarius zodíaco água
♓ signo de Peixes|pisces zodíaco
⛎ signo de Ofiúco|ophiuchus cobra ophiuchus serpente
🔀 botão de músicas aleatórias|twisted_rightwards_arrows cruzadas flechas seta
🔁 botão de repetir|repeat flechas horário sentido_horário
🔂 botão de repetir uma única faixa|repeat_one horário número_1 repetir_uma_vez
▶️ botão reproduzir|arrow_forward direita play seta
⏩ botão avançar|fast_forward direita dupla flechas
⏭️ botão de próxima faixa|next_track_button avançar flechas_duplas passar_para_frente
⏯️ botão de reproduzir ou pausar|play_or_pause_button direita pause play
◀️ botão de voltar|arrow_backward esquerda seta seta_para_a_esquerda
⏪ botão de retroceder|rewind dupla esquerda seta
⏮️ botão de faixa anterior|previous_track_button cena_anterior flechas_para_esquerda seta
🔼 botão apontando para cima|arrow_up_small acima botão_de_triângulo_apontando_para_cima seta
⏫ botão de avanço para cima|arrow_double_up dupla flechas_para_cima seta
🔽 botão apontando para baixo|arrow_down_small botão_de_triângulo_apontando_para_baixo seta triângulo
⏬ botão de avanço para baixo|arrow_double_down flechas flechas_para_baixo retroceder_rápido
⏸️ botão pausar|pause_button barra dupla pausado
⏹️ botão parar|stop_button quadrado stop
⏺️ botão gravar|record_button círculo
⏏️ botão ejetar|eject_button
🎦 cinema|cinema entretenimento filme símbolo_do_cinema
🔅 botão de diminuir brilho|low_brightness escurecer símbolo_para_reduzir_brilho
🔆 botão de aumentar brilho|high_brightness símbolo_para_aumentar_brilho
📶 barras de sinal|signal_strength antena antena_com_barras celular
🛜 sem fio|wireless banda_larga computador conectividade
📳 modo vibratório|vibration_mode cel celular smartphone
📴 telefone celular desligado|mobile_phone_off desligue_o_celular smartphone
♀️ símbolo de feminino|female_sign mulher
♂️ símbolo de masculino|male_sign homem
⚧️ símbolo transgênero|transgender_symbol
✖️ sinal de multiplicação|heavy_multiplication_x cancelar multiplicar x
➕ símbolo de adição|heavy_plus_sign + cruz mais
➖ símbolo de subtração|heavy_minus_sign _ diminuir matemática
➗ símbolo de divisão|heavy_division_sign dividir matemática sinal
🟰 sinal de igual|heavy_equals_sign conta iguais igualdade
♾️ infinito|infinity eternidade ilimitado universal
‼️ dupla exclamação|bangbang _ _ explosão
⁉️ exclamação com interrogação|interrobang _ _ _
❓ ponto de interrogação vermelho|question _ pergunta pontuação
❔ ponto de interrogação branco|grey_question _ delineado pergunta
❕ ponto de exclamação branco|grey_exclamation _ delineado mark
❗ ponto de exclamação vermelho|exclamation heavy_exclamation_mark _ pontuação
〰️ travessão ondulado|wavy_dash onda pontuação
💱 câmbio de moeda|currency_exchange banco dinheiro
💲 cifrão|heavy_dollar_sign dinheiro dólar grana
⚕️ símbolo da medicina|medical_symbol bastão_de_asclépio esculápio
♻️ símbolo de reciclagem|recycle reclicar sinal símbolo_de_reciclagem_sólido_universal
⚜️ flor-de-lis|fleur_de_lis cavaleiros símbolo
🔱 emblema de tridente|trident ferramenta navio símbolo_de_tridente
📛 crachá|name_badge identificação nome
🔰 símbolo japonês de principiante|beginner folha_verde_e_amarela iniciante símbolo_japonês_para_iniciante
⭕ círculo grande oco|o aro círculo_vermelho_vazio o
✅ marca de seleção branca|white_check_mark botão check completo
☑️ caixa de seleção marcada com tique|ballot_box_with_check check feito marca_de_verificação
✔️ marca de seleção|heavy_check_mark check feito marca_de_verificação_simples
❌ xis|x cancelar multiplicar multiplicação
❎ botão de xis|negative_squared_cross_mark botão_com_x botão_de_caixa_com_x marcado
➰ laço encaracolado|curly_loop loop onda ondulado
➿ loop encaracolado duas vezes|loop duplo encaradolado onda
〽️ sinal japonês indicando início de música|part_alternation_mark canto símbolo_japonês_de_canto
✳️ asterisco de oito pontas|eight_spoked_asterisk _ estrela
✴️ estrela de oito pontas|eight_pointed_black_star _
❇️ faísca|sparkle _ cruz
©️ símbolo de copyright|copyright direitos_autorais
®️ símbolo de registrado|registered marca_registrada marca_registrada_r_
™️ símbolo de marca registrada|tm marca_registrada_tm_
#️⃣ tecla: #|hash
*️⃣ tecla: *|asterisk
0️⃣ tecla: 0|zero zero
1️⃣ tecla: 1|one um
2️⃣ tecla: 2|two dois
3️⃣ tecla: 3|three três
4️⃣ tecla: 4|four quatro
5️⃣ tecla: 5|five cinco
6️⃣ tecla: 6|six seis
7️⃣ tecla: 7|seven sete
8️⃣ tecla: 8|eight oito
9️⃣ tecla: 9|nine nove
🔟 tecla: 10|keycap_ten
🔠 letras latinas maiúsculas|capital_abcd abcd caracteres_latinos_maiúsculos digitação
🔡 letras latinas minúsculas|abcd abcd caracteres_latinos_minúsculos digitação
🔢 números|1234 1234 digitação inserir_números
🔣 símbolos|symbols digitação inserir_símbolos _
🔤 letras latinas|abc abc alfabeto digitação
🅰️ botão A (tipo sanguíneo)|a sangue
🆎 botão AB (tipo sanguíneo)|ab sangue
🅱️ botão B (tipo sanguíneo)|b sangue
🆑 botão CL|cl limpar símbolo_do_cl
🆒 botão "COOL"|cool legal símbolo_cool_
🆓 botão "FREE"|free gratuito grátis símbolo
ℹ️ informações|information_source i informação símbolo
🆔 botão ID|id identidade símbolo símbolo_id_
Ⓜ️ círculo com a letra M|m
🆕 botão "NEW"|new novo símbolo
🆖 botão NG|ng símbolo símbolo_ng_
🅾️ botão O (tipo sanguíneo)|o2 sangue
🆗 botão OK|ok sim símbolo_ok_
🅿️ botão P|parking estacionamento estacionar garagem_de_carros
🆘 botão SOS|sos ajuda socorro símbolo
🆙 botão "UP!"|up para_cima símbolo símbolo_up_
🆚 botão VS|vs símbolo símbolo_vs_ versus
🈁 botão japonês de “aqui”|koko alfabeto katakana koko
🈂️ botão japonês de “taxa de serviço”|sa alfabeto katakana katanaka
🈷️ botão japonês de “quantidade mensal”|u6708 alfabeto ideograma ideográfico
🈶 botão japonês de “não gratuito”|u6709 alfabeto ideograma ideográfico
🈯 botão japonês de “reservado”|u6307 alfabeto ideograma ideográfico
🉐 botão japonês de “barganha”|ideograph_advantage alfabeto ideograma ideográfico
🈹 botão japonês de “desconto”|u5272 alfabeto ideograma ideográfico
🈚 botão japonês de “gratuito”|u7121 alfabeto de_graça grátis
🈲 botão japonês de “proibido”|u7981 alfabeto ideograma ideográfico
🉑 botão japonês de “aceitável”|accept aceitar alfabeto chinês
🈸 botão japonês de “aplicação”|u7533 alfabeto aplicar chinês
🈴 botão japonês de “nota mínima”|u5408 alfabeto chinês ideograma
🈳 botão japonês de “vago”|u7a7a alfabeto ideograma ideográfico
㊗️ botão japonês de “parabéns”|congratulations alfabeto ideograma ideográfico
㊙️ botão japonês de “segredo”|secret alfabeto ideograma ideográfico
🈺 botão japonês de “aberto para negócios”|u55b6 chinês ideograma ideográfico_quadrado_operando_
🈵 botão japonês de “sem vagas”|u6e80 alfabeto completude ideograma
🔴 círculo vermelho|red_circle bola_vermelha círculo_vermelho_grande geométrico
🟠 círculo laranja|orange_circle
🟡 círculo amarelo|yellow_circle
🟢 círculo verde|green_circle
🔵 círculo azul|large_blue_circle bolinha_azul círculo_azul_grande geométrico
🟣 círculo roxo|purple_circle
🟤 círculo marrom|brown_circle
⚫ círculo preto|black_circle geométrico
⚪ círculo branco|white_circle geométrico
🟥 quadrado vermelho|red_square
🟧 quadrado laranja|orange_square
🟨 quadrado amarelo|yellow_square
🟩 quadrado verde|green_square
🟦 quadrado azul|blue_square anil
🟪 quadrado roxo|purple_square púrpura
🟫 quadrado marrom|brown_square
⬛ quadrado preto grande|black_large_square geométrico
⬜ quadrado branco grande|white_large_square geométrico
◼️ quadrado preto médio|black_medium_square geométrico
◻️ quadrado branco médio|white_medium_square geométrico
◾ quadrado preto médio menor|black_medium_small_square geométrico
◽ quadrado branco médio menor|white_medium_small_square geométrico
▪️ quadrado preto pequeno|black_small_square geométrico
▫️ quadrado branco pequeno|white_small_square geométrico
🔶 losango laranja grande|large_orange_diamond cor_de_laranja diamante diamante_cor_de_laranja_grande
🔷 losango azul grande|large_blue_diamond balão diamante diamante_azul_grande
🔸 losango laranja pequeno|small_orange_diamond cor_de_laranja diamante diamante_cor_de_laranja_pequeno
🔹 losango azul pequeno|small_blue_diamond diamante diamante_azul_pequeno geométrico
🔺 triângulo vermelho para cima|small_red_triangle geométrico triangulo_vermelho_para_cima triângulo_vermelho_apontando_para_cima
🔻 triângulo vermelho para baixo|small_red_triangle_down geométrico triangulo_vermelho_para_baixo triângulo_vermelho_apontando_para_baixo
💠 diamante com um ponto|diamond_shape_with_a_dot_inside cômico dentro formato_de_diamante
🔘 botão de opção|radio_button geométrico rádio
🔳 botão quadrado branco|white_square_button botão_quadrado_branco_e_preto
🔲 botão quadrado preto|black_square_button botão_quadrado_preto_e_branco geométrico
= Bandeiras
🏁 bandeira quadriculada|checkered_flag chegada corrida esporte
🚩 bandeira triangular|triangular_flag_on_post informações localização poste
🎌 bandeiras cruzadas|crossed_flags bandeira comemoração cruzar
🏴 bandeira preta|black_flag tremulando
🏳️ bandeira branca|white_flag paz tremulando
🏳️‍🌈 bandeira do arco-íris|rainbow_flag bissexual gay lgbt
🏳️‍⚧️ bandeira transgênero|transgender_flag azul_claro branco rosa
🏴‍☠️ bandeira de pirata|pirate_flag caveira osso saque
🇦🇨 bandeira: Ilha de Ascensão|ascension_island ac
🇦🇩 bandeira: Andorra|andorra ad
🇦🇪 bandeira: Emirados Árabes Unidos|united_arab_emirates ae
🇦🇫 bandeira: Afeganistão|afghanistan af
🇦🇬 bandeira: Antígua e Barbuda|antigua_barbuda ag
🇦🇮 bandeira: Anguila|anguilla ai
🇦🇱 bandeira: Albânia|albania al
🇦🇲 bandeira: Armênia|armenia am
🇦🇴 bandeira: Angola|angola ao
🇦🇶 bandeira: Antártida|antarctica aq
🇦🇷 bandeira: Argentina|argentina ar
🇦🇸 bandeira: Samoa Americana|american_samoa as
🇦🇹 bandeira: Áustria|austria at
🇦🇺 bandeira: Austrália|australia au
🇦🇼 bandeira: Aruba|aruba aw
🇦🇽 bandeira: Ilhas Aland|aland_islands ax
🇦🇿 bandeira: Azerbaijão|azerbaijan az
🇧🇦 bandeira: Bósnia e Herzegovina|bosnia_herzegovina ba
🇧🇧 bandeira: Barbados|barbados bb
🇧🇩 bandeira: Bangladesh|bangladesh bd
🇧🇪 bandeira: Bélgica|belgium be
🇧🇫 bandeira: Burquina Faso|burkina_faso bf
🇧🇬 bandeira: Bulgária|bulgaria bg
🇧🇭 bandeira: Barein|bahrain bh
🇧🇮 bandeira: Burundi|burundi bi
🇧🇯 bandeira: Benin|benin bj
🇧🇱 bandeira: São Bartolomeu|st_barthelemy bl
🇧🇲 bandeira: Bermudas|bermuda bm
🇧🇳 bandeira: Brunei|brunei bn
🇧🇴 bandeira: Bolívia|bolivia bo
🇧🇶 bandeira: Países Baixos Caribenhos|caribbean_netherlands bq
🇧🇷 bandeira: Brasil|brazil br
🇧🇸 bandeira: Bahamas|bahamas bs
🇧🇹 bandeira: Butão|bhutan bt
🇧🇻 bandeira: Ilha Bouvet|bouvet_island bv
🇧🇼 bandeira: Botsuana|botswana bw
🇧🇾 bandeira: Bielorrússia|belarus by
🇧🇿 bandeira: Belize|belize bz
🇨🇦 bandeira: Canadá|canada ca
🇨🇨 bandeira: Ilhas Cocos (Keeling)|cocos_islands cc
🇨🇩 bandeira: Congo - Kinshasa|congo_kinshasa cd
🇨🇫 bandeira: República Centro-Africana|central_african_republic cf
🇨🇬 bandeira: República do Congo|congo_brazzaville cg
🇨🇭 bandeira: Suíça|switzerland ch
🇨🇮 bandeira: Costa do Marfim|cote_divoire ci
🇨🇰 bandeira: Ilhas Cook|cook_islands ck
🇨🇱 bandeira: Chile|chile cl
🇨🇲 bandeira: Camarões|cameroon cm
🇨🇳 bandeira: China|cn cn
🇨🇴 bandeira: Colômbia|colombia co
🇨🇵 bandeira: Ilha de Clipperton|clipperton_island cp
🇨🇷 bandeira: Costa Rica|costa_rica cr
🇨🇺 bandeira: Cuba|cuba cu
🇨🇻 bandeira: Cabo Verde|cape_verde cv
🇨🇼 bandeira: Curaçao|curacao cw
🇨🇽 bandeira: Ilha Christmas|christmas_island cx
🇨🇾 bandeira: Chipre|cyprus cy
🇨🇿 bandeira: Tchéquia|czech_republic cz
🇩🇪 bandeira: Alemanha|de de
🇩🇬 bandeira: Diego Garcia|diego_garcia dg
🇩🇯 bandeira: Djibuti|djibouti dj
🇩🇰 bandeira: Dinamarca|denmark dk
🇩🇲 bandeira: Dominica|dominica dm
🇩🇴 bandeira: República Dominicana|dominican_republic do
🇩🇿 bandeira: Argélia|algeria dz
🇪🇦 bandeira: Ceuta e Melilla|ceuta_melilla ea
🇪🇨 bandeira: Equador|ecuador ec
🇪🇪 bandeira: Estônia|estonia ee
🇪🇬 bandeira: Egito|egypt eg
🇪🇭 bandeira: Saara Ocidental|western_sahara eh
🇪🇷 bandeira: Eritreia|eritrea er
🇪🇸 bandeira: Espanha|es es
🇪🇹 bandeira: Etiópia|ethiopia et
🇪🇺 bandeira: União Europeia|eu european_union eu
🇫🇮 bandeira: Finlândia|finland fi
🇫🇯 bandeira: Fiji|fiji fj
🇫🇰 bandeira: Ilhas Malvinas|falkland_islands fk
🇫🇲 bandeira: Micronésia|micronesia fm
🇫🇴 bandeira: Ilhas Faroé|faroe_islands fo
🇫🇷 bandeira: França|fr fr
🇬🇦 bandeira: Gabão|gabon ga
🇬🇧 bandeira: Reino Unido|gb uk gb
🇬🇩 bandeira: Granada|grenada gd
🇬🇪 bandeira: Geórgia|georgia ge
🇬🇫 bandeira: Guiana Francesa|french_guiana gf
🇬🇬 bandeira: Guernsey|guernsey gg
🇬🇭 bandeira: Gana|ghana gh
🇬🇮 bandeira: Gibraltar|gibraltar gi
🇬🇱 bandeira: Groenlândia|greenland gl
🇬🇲 bandeira: Gâmbia|gambia gm
🇬🇳 bandeira: Guiné|guinea gn
🇬🇵 bandeira: Guadalupe|guadeloupe gp
🇬🇶 bandeira: Guiné Equatorial|equatorial_guinea gq
🇬🇷 bandeira: Grécia|greece gr
🇬🇸 bandeira: Ilhas Geórgia do Sul e Sandwich do Sul|south_georgia_south_sandwich_islands gs
🇬🇹 bandeira: Guatemala|guatemala gt
🇬🇺 bandeira: Guam|guam gu
🇬🇼 bandeira: Guiné-Bissau|guinea_bissau gw
🇬🇾 bandeira: Guiana|guyana gy
🇭🇰 bandeira: Hong Kong, RAE da China|hong_kong hk
🇭🇲 bandeira: Ilhas Heard e McDonald|heard_mcdonald_islands hm
🇭🇳 bandeira: Honduras|honduras hn
🇭🇷 bandeira: Croácia|croatia hr
🇭🇹 bandeira: Haiti|haiti ht
🇭🇺 bandeira: Hungria|hungary hu
🇮🇨 bandeira: Ilhas Canárias|canary_islands ic
🇮🇩 bandeira: Indonésia|indonesia id
🇮🇪 bandeira: Irlanda|ireland ie
🇮🇱 bandeira: Israel|israel il
🇮🇲 bandeira: Ilha de Man|isle_of_man im
🇮🇳 bandeira: Índia|india in
🇮🇴 bandeira: Território Britânico do Oceano Índico|british_indian_ocean_territory io
🇮🇶 bandeira: Iraque|iraq iq
🇮🇷 bandeira: Irã|iran ir
🇮🇸 bandeira: Islândia|iceland is
🇮🇹 bandeira: Itália|it it
🇯🇪 bandeira: Jersey|jersey je
🇯🇲 bandeira: Jamaica|jamaica jm
🇯🇴 bandeira: Jordânia|jordan jo
🇯🇵 bandeira: Japão|jp jp
🇰🇪 bandeira: Quênia|kenya ke
🇰🇬 bandeira: Quirguistão|kyrgyzstan kg
🇰🇭 bandeira: Camboja|cambodia kh
🇰🇮 bandeira: Quiribati|kiribati ki
🇰🇲 bandeira: Comores|comoros km
🇰🇳 bandeira: São Cristóvão e Névis|st_kitts_nevis kn
🇰🇵 bandeira: Coreia do Norte|north_korea kp
🇰🇷 bandeira: Coreia do Sul|kr kr
🇰🇼 bandeira: Kuwait|kuwait kw
🇰🇾 bandeira: Ilhas Cayman|cayman_islands ky
🇰🇿 bandeira: Cazaquistão|kazakhstan kz
🇱🇦 bandeira: Laos|laos la
🇱🇧 bandeira: Líbano|lebanon lb
🇱🇨 bandeira: Santa Lúcia|st_lucia lc
🇱🇮 bandeira: Liechtenstein|liechtenstein li
🇱🇰 bandeira: Sri Lanka|sri_lanka lk
🇱🇷 bandeira: Libéria|liberia lr
🇱🇸 bandeira: Lesoto|lesotho ls
🇱🇹 bandeira: Lituânia|lithuania lt
🇱🇺 bandeira: Luxemburgo|luxembourg lu
🇱🇻 bandeira: Letônia|latvia lv
🇱🇾 bandeira: Líbia|libya ly
🇲🇦 bandeira: Marrocos|morocco ma
🇲🇨 bandeira: Mônaco|monaco mc
🇲🇩 bandeira: Moldávia|moldova md
🇲🇪 bandeira: Montenegro|montenegro me
🇲🇫 bandeira: São Martinho|st_martin mf
🇲🇬 bandeira: Madagascar|madagascar mg
🇲🇭 bandeira: Ilhas Marshall|marshall_islands mh
🇲🇰 bandeira: Macedônia do Norte|macedonia mk
🇲🇱 bandeira: Mali|mali ml
🇲🇲 bandeira: Mianmar (Birmânia)|myanmar mm
🇲🇳 bandeira: Mongólia|mongolia mn
🇲🇴 bandeira: Macau, RAE da China|macau mo
🇲🇵 bandeira: Ilhas Marianas do Norte|northern_mariana_islands mp
🇲🇶 bandeira: Martinica|martinique mq
🇲🇷 bandeira: Mauritânia|mauritania mr
🇲🇸 bandeira: Montserrat|montserrat ms
🇲🇹 bandeira: Malta|malta mt
🇲🇺 bandeira: Maurício|mauritius mu
🇲🇻 bandeira: Maldivas|maldives mv
🇲🇼 bandeira: Malaui|malawi mw
🇲🇽 bandeira: México|mexico mx
🇲🇾 bandeira: Malásia|malaysia my
🇲🇿 bandeira: Moçambique|mozambique mz
🇳🇦 bandeira: Namíbia|namibia na
🇳🇨 bandeira: Nova Caledônia|new_caledonia nc
🇳🇪 bandeira: Níger|niger ne
🇳🇫 bandeira: Ilha Norfolk|norfolk_island nf
🇳🇬 bandeira: Nigéria|nigeria ng
🇳🇮 bandeira: Nicarágua|nicaragua ni
🇳🇱 bandeira: Países Baixos|netherlands nl
🇳🇴 bandeira: Noruega|norway no
🇳🇵 bandeira: Nepal|nepal np
🇳🇷 bandeira: Nauru|nauru nr
🇳🇺 bandeira: Niue|niue nu
🇳🇿 bandeira: Nova Zelândia|new_zealand nz
🇴🇲 bandeira: Omã|oman om
🇵🇦 bandeira: Panamá|panama pa
🇵🇪 bandeira: Peru|peru pe
🇵🇫 bandeira: Polinésia Francesa|french_polynesia pf
🇵🇬 bandeira: Papua-Nova Guiné|papua_new_guinea pg
🇵🇭 bandeira: Filipinas|philippines ph
🇵🇰 bandeira: Paquistão|pakistan pk
🇵🇱 bandeira: Polônia|poland pl
🇵🇲 bandeira: São Pedro e Miquelão|st_pierre_miquelon pm
🇵🇳 bandeira: Ilhas Pitcairn|pitcairn_islands pn
🇵🇷 bandeira: Porto Rico|puerto_rico pr
🇵🇸 bandeira: Territórios palestinos|palestinian_territories ps
🇵🇹 bandeira: Portugal|portugal pt
🇵🇼 bandeira: Palau|palau pw
🇵🇾 bandeira: Paraguai|paraguay py
🇶🇦 bandeira: Catar|qatar qa
🇷🇪 bandeira: Reunião|reunion re
🇷🇴 bandeira: Romênia|romania ro
🇷🇸 bandeira: Sérvia|serbia rs
🇷🇺 bandeira: Rússia|ru ru
🇷🇼 bandeira: Ruanda|rwanda rw
🇸🇦 bandeira: Arábia Saudita|saudi_arabia sa
🇸🇧 bandeira: Ilhas Salomão|solomon_islands sb
🇸🇨 bandeira: Seicheles|seychelles sc
🇸🇩 bandeira: Sudão|sudan sd
🇸🇪 bandeira: Suécia|sweden se
🇸🇬 bandeira: Singapura|singapore sg
🇸🇭 bandeira: Santa Helena|st_helena sh
🇸🇮 bandeira: Eslovênia|slovenia si
🇸🇯 bandeira: Svalbard e Jan Mayen|svalbard_jan_mayen sj
🇸🇰 bandeira: Eslováquia|slovakia sk
🇸🇱 bandeira: Serra Leoa|sierra_leone sl
🇸🇲 bandeira: San Marino|san_marino sm
🇸🇳 bandeira: Senegal|senegal sn
🇸🇴 bandeira: Somália|somalia so
🇸🇷 bandeira: Suriname|suriname sr
🇸🇸 bandeira: Sudão do Sul|south_sudan ss
🇸🇹 bandeira: São Tomé e Príncipe|sao_tome_principe st
🇸🇻 bandeira: El Salvador|el_salvador sv
🇸🇽 bandeira: Sint Maarten|sint_maarten sx
🇸🇾 bandeira: Síria|syria sy
🇸🇿 bandeira: Essuatíni|swaziland sz
🇹🇦 bandeira: Tristão da Cunha|tristan_da_cunha ta
🇹🇨 bandeira: Ilhas Turcas e Caicos|turks_caicos_islands tc
🇹🇩 bandeira: Chade|chad td
🇹🇫 bandeira: Territórios Franceses do Sul|french_southern_territories tf
🇹🇬 bandeira: Togo|togo tg
🇹🇭 bandeira: Tailândia|thailand th
🇹🇯 bandeira: Tadjiquistão|tajikistan tj
🇹🇰 bandeira: Tokelau|tokelau tk
🇹🇱 bandeira: Timor-Leste|timor_leste tl
🇹🇲 bandeira: Turcomenistão|turkmenistan tm
🇹🇳 bandeira: Tunísia|tunisia tn
🇹🇴 bandeira: Tonga|tonga to
🇹🇷 bandeira: Turquia|tr tr
🇹🇹 bandeira: Trinidad e Tobago|trinidad_tobago tt
🇹🇻 bandeira: Tuvalu|tuvalu tv
🇹🇼 bandeira: Taiwan|taiwan tw
🇹🇿 bandeira: Tanzânia|tanzania tz
🇺🇦 bandeira: Ucrânia|ukraine ua
🇺🇬 bandeira: Uganda|uganda ug
🇺🇲 bandeira: Ilhas Menores Distantes dos EUA|us_outlying_islands um
🇺🇳 bandeira: Nações Unidas|united_nations un
🇺🇸 bandeira: Estados Unidos|us us
🇺🇾 bandeira: Uruguai|uruguay uy
🇺🇿 bandeira: Uzbequistão|uzbekistan uz
🇻🇦 bandeira: Cidade do Vaticano|vatican_city va
🇻🇨 bandeira: São Vicente e Granadinas|st_vincent_grenadines vc
🇻🇪 bandeira: Venezuela|venezuela ve
🇻🇬 bandeira: Ilhas Virgens Britânicas|british_virgin_islands vg
🇻🇮 bandeira: Ilhas Virgens Americanas|us_virgin_islands vi
🇻🇳 bandeira: Vietnã|vietnam vn
🇻🇺 bandeira: Vanuatu|vanuatu vu
🇼🇫 bandeira: Wallis e Futuna|wallis_futuna wf
🇼🇸 bandeira: Samoa|samoa ws
🇽🇰 bandeira: Kosovo|kosovo xk
🇾🇪 bandeira: Iêmen|yemen ye
🇾🇹 bandeira: Mayotte|mayotte yt
🇿🇦 bandeira: África do Sul|south_africa za
🇿🇲 bandeira: Zâmbia|zambia zm
🇿🇼 bandeira: Zimbábue|zimbabwe zw
🏴󠁧󠁢󠁥󠁮󠁧󠁿 bandeira: Inglaterra|england gbeng
🏴󠁧󠁢󠁳󠁣󠁴󠁿 bandeira: Escócia|scotland gbsct
🏴󠁧󠁢󠁷󠁬󠁳󠁿 bandeira: País de Gales|wales gbwls`;
