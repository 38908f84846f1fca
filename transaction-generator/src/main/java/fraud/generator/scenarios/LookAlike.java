package fraud.generator.scenarios;

import fraud.generator.population.Card;
import fraud.generator.population.CardUse;
import fraud.generator.population.City;
import fraud.generator.population.Draws;
import fraud.generator.population.Merchant;
import fraud.generator.population.MerchantCategory;
import fraud.model.Channel;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What honest people do that looks like fraud, one for each typology; the look-alikes of impossible travel are the
 * population's travellers. The figures are ours: near the fraud's, so that a rule that catches all of the one has some
 * of the other.
 */
enum LookAlike implements Scenario {
    /**
     * Like card testing: a card is put into a new wallet, and shops check it with next to nothing before the first
     * purchase.
     */
    WALLET_SET_UP(9, 4, 5, 8_000, 120_000, true) {
        @Override
        CardUse use(Campaign campaign, int number, Card card, Draws draws) {
            boolean isPurchase = number == campaign.schedule().length - 1;
            return ownDevice(
                    campaign, number, card, isPurchase ? draws.nextInt(2_000, 9_000) : draws.nextInt(0, 100), draws);
        }
    },
    /** Like a velocity burst: a family goes from shop to shop. */
    SHOPPING_SPREE(10, 5, 9, 240_000, 1_500_000, true) {
        @Override
        CardUse use(Campaign campaign, int number, Card card, Draws draws) {
            return inTown(campaign, number, card, 1.5, draws);
        }
    },
    /** Like an account takeover: a holder has a new phone, and soon pays more than a little with it. */
    NEW_PHONE(11, 3, 4, 1_800_000, 21_600_000, true) {
        @Override
        CardUse use(Campaign campaign, int number, Card card, Draws draws) {
            String phone = card.deviceAt(campaign.startMillis()) + ".new";
            int amountMinor = number == 0 ? draws.nextInt(100, 3_000) : draws.nextInt(8_000, 60_000);
            return CardUse.online(card, campaign.merchants().online(draws), amountMinor, phone);
        }
    },
    /** Like a leaked card: a holiday is booked, in parts and at several times the usual amounts. */
    HOLIDAY_BOOKING(12, 3, 6, 21_600_000, 172_800_000, true) {
        @Override
        CardUse use(Campaign campaign, int number, Card card, Draws draws) {
            Merchant agency = campaign.merchants().any(MerchantCategory.TRAVEL_AGENCY, draws);
            return CardUse.online(card, agency, draws.nextInt(9_000, 70_000), card.deviceAt(campaign.millis(number)));
        }
    },
    /** Like a leaked card or a bust-out: a big purchase, well prepared. */
    BIG_PURCHASE(13, 1, 2, 3_600_000, 86_400_000, true) {
        @Override
        CardUse use(Campaign campaign, int number, Card card, Draws draws) {
            int amountMinor = draws.nextInt(70_000, 280_000);
            return inTown(campaign, number, card, 1, draws).withAmount(amountMinor);
        }
    },
    /** Like a bust-out: a holder moves house and buys what a flat takes. */
    MOVING_HOUSE(14, 6, 10, 1_800_000, 25_200_000, true) {
        @Override
        CardUse use(Campaign campaign, int number, Card card, Draws draws) {
            int amountMinor = draws.nextInt(8_000, 55_000);
            return draws.nextBoolean(0.4)
                    ? ownDevice(campaign, number, card, amountMinor, draws)
                    : inTown(campaign, number, card, 1, draws).withAmount(amountMinor);
        }
    },
    /** Like a compromised terminal: a weekend's festival, and a stall that hardly any card has been used at before. */
    FESTIVAL_STALL(15, 16, 30, 300_000, 5_400_000, false) {
        @Override
        CardUse use(Campaign campaign, int number, Card card, Draws draws) {
            Draws subject = campaign.subject();
            Merchant stall = campaign.merchants().anyIn(campaign.largeCity(subject), subject);
            Card guest = guest(campaign, number, stall.city(), draws);
            return campaign.population().useAt(stall, guest, draws);
        }
    },
    /** Like a mule's cash-out: the one machine beside a market, on market day. */
    MARKET_DAY(16, 10, 18, 120_000, 420_000, false) {
        @Override
        CardUse use(Campaign campaign, int number, Card card, Draws draws) {
            Merchant machine = campaign.cashMachine(campaign.subject());
            Card neighbour = guest(campaign, number, machine.city(), draws);
            return CardUse.present(neighbour, machine, draws.nextInt(1, 8) * 2_000L, Channel.ATM);
        }
    },
    /** Like an enumeration: a flash sale, on which many cards pay little within minutes. */
    FLASH_SALE(17, 20, 40, 1_000, 15_000, false) {
        @Override
        CardUse use(Campaign campaign, int number, Card card, Draws draws) {
            Merchant shop = campaign.merchants().anyOnline(campaign.subject());
            Card fan = campaign.card(draws);
            return CardUse.online(fan, shop, draws.nextInt(99, 999), fan.deviceAt(campaign.startMillis()));
        }
    };

    private static final int MAX_TRIES = 20;

    private final int number;
    private final int minSteps;
    private final int maxSteps;
    private final long minPauseMillis;
    private final long maxPauseMillis;
    private final boolean aboutOneCard;

    LookAlike(int number, int minSteps, int maxSteps, long minPauseMillis, long maxPauseMillis, boolean aboutOneCard) {
        this.number = number;
        this.minSteps = minSteps;
        this.maxSteps = maxSteps;
        this.minPauseMillis = minPauseMillis;
        this.maxPauseMillis = maxPauseMillis;
        this.aboutOneCard = aboutOneCard;
    }

    /** A step, given the campaign's card, if it is about one. */
    abstract CardUse use(Campaign campaign, int number, Card card, Draws draws);

    @Override
    public int number() {
        return number;
    }

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public boolean isFraud() {
        return false;
    }

    @Override
    public Duration longest() {
        return Duration.ofMillis((maxSteps - 1) * maxPauseMillis);
    }

    @Override
    public double meanSteps() {
        return (minSteps + maxSteps) / 2.0;
    }

    @Override
    public boolean isAboutOneCard() {
        return aboutOneCard;
    }

    @Override
    public long[] schedule(Draws draws) {
        return Campaign.paced(draws.nextInt(minSteps, maxSteps), minPauseMillis, maxPauseMillis, draws);
    }

    @Override
    public Step step(Campaign campaign, int number) {
        return Step.honest(use(campaign, number, campaign.card(), campaign.draws(number)));
    }

    private static CardUse ownDevice(Campaign campaign, int number, Card card, long amountMinor, Draws draws) {
        return CardUse.online(
                card, campaign.merchants().online(draws), amountMinor, card.deviceAt(campaign.millis(number)));
    }

    /** A holder who lives in a city and is there. */
    private static Card guest(Campaign campaign, int number, City city, Draws draws) {
        long millis = campaign.millis(number);
        Card card = campaign.population().cardOf(city, draws, campaign.startMillis());
        for (int i = 0;
                i < MAX_TRIES
                        && !campaign.population().whereabouts(card, millis).equals(Optional.of(city));
                i++) {
            card = campaign.population().cardOf(city, draws, campaign.startMillis());
        }
        return card;
    }

    /** The holder in a shop of the city the holder is in; online on the way to another. */
    private static CardUse inTown(Campaign campaign, int number, Card card, double spendFactor, Draws draws) {
        long millis = campaign.millis(number);
        Optional<City> place = campaign.population().whereabouts(card, millis);
        if (place.isEmpty()) {
            return campaign.population().onlineUse(card, millis, draws);
        }
        CardUse use = campaign.population().useIn(place.get(), card, draws);
        return use.withAmount(Math.round(use.amountMinor() * spendFactor));
    }
}
