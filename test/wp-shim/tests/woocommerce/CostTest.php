<?php
/**
 * What the plugin costs those who shop.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\WooCommerce;

use Tillbridge\Tests\Network;
use Tillbridge\Tests\WooCommerceCase;
use function Tillbridge\Installation\outbox_table;

require_once __DIR__ . '/Shop.php';

/**
 * The same checkout with the plugin and without, statement by statement.
 */
final class CostTest extends WooCommerceCase {

	use Shop;

	/**
	 * A connected shop.
	 */
	protected function setUp(): void {
		parent::setUp();
		$this->connect();
	}

	/**
	 * By either checkout.
	 *
	 * @dataProvider checkouts
	 */
	public function test_a_guests_checkout_costs_one_insert_and_no_call( string $press ): void {
		list( $with, $without ) = $this->counted( fn () => $this->$press() );
		self::assertSame( array( 'INSERT' ), $this->verbs( $with ) );
		self::assertSame( array(), $without['ours'] );
		self::assertSame( array( 'INSERT' => 1 ), $this->more( $with, $without ) );
		self::assertSame( array(), Network::$calls );
	}

	/**
	 * By either checkout.
	 *
	 * @dataProvider checkouts
	 */
	public function test_a_checkout_that_makes_an_account_costs_a_second_insert_for_the_customer( string $press ): void {
		update_option( 'woocommerce_enable_signup_and_login_from_checkout', 'yes' );
		update_option( 'woocommerce_registration_generate_username', 'yes' );
		list( $with, $without ) = $this->counted( fn () => $this->$press( $this->with_account( $press ) ) );
		self::assertSame( array( 'INSERT', 'INSERT' ), $this->verbs( $with ) );
		self::assertSame( array( 'INSERT' => 2 ), $this->more( $with, $without ) );
		self::assertSame( array(), Network::$calls );
	}

	/**
	 * By either checkout.
	 *
	 * @dataProvider checkouts
	 */
	public function test_before_a_code_was_pasted_a_checkout_costs_one_look_and_no_write( string $press ): void {
		\Tillbridge\Connection\disconnect();
		list( $with, $without ) = $this->counted( fn () => $this->$press() );
		self::assertSame( array( "SELECT option_value FROM {$GLOBALS['wpdb']->options} WHERE option_name = 'tillbridge_wants' LIMIT 1" ), $with['ours'] );
		self::assertCount( 1, $this->more( $with, $without ) );
	}

	public function checkouts(): array {
		return array(
			'the classic checkout' => array( 'press_classic_checkout' ),
			'the blocks checkout'  => array( 'press_blocks_checkout' ),
		);
	}

	public function test_a_kind_that_the_worker_does_not_want_costs_nothing(): void {
		$product = $this->product();
		$this->told();
		$statements = $this->statements(
			static function () use ( $product ): void {
				$product->set_stock_quantity( 7 );
				$product->save();
			}
		);
		self::assertNotSame( array(), $statements['all'] );
		self::assertSame( array(), $statements['ours'] );
		self::assertSame( array(), $this->marked() );
	}

	/**
	 * The statements of a checkout with the plugin's hooks and without them.
	 *
	 * @param callable $press Presses "Place order".
	 * @return array{0: array{all: list<string>, ours: list<string>}, 1: array{all: list<string>, ours: list<string>}}
	 */
	private function counted( callable $press ): array {
		$product = $this->product();
		// The first ones fill what WooCommerce keeps for as long as a process lasts.
		$this->visit( $product, $press );
		$this->visit( $product, $press );
		$with = $this->visit( $product, $press );
		$this->unhook();
		return array( $with, $this->visit( $product, $press ) );
	}

	/**
	 * One shopper's visit, from the full cart on.
	 *
	 * @param \WC_Product $product What they buy.
	 * @param callable    $press   Presses "Place order".
	 * @return array{all: list<string>, ours: list<string>}
	 */
	private function visit( \WC_Product $product, callable $press ): array {
		wp_set_current_user( 0 );
		$this->fill_cart( $product );
		$this->told();
		wp_cache_flush();
		wp_load_alloptions();
		return $this->statements( $press );
	}

	/**
	 * Takes away everything that the plugin listens with.
	 */
	private function unhook(): void {
		global $wp_filter;
		$taken = 0;
		foreach ( $wp_filter as $hook => $callbacks ) {
			foreach ( $callbacks->callbacks as $priority => $entries ) {
				foreach ( $entries as $entry ) {
					if ( $this->is_ours( $entry['function'] ) ) {
						remove_filter( $hook, $entry['function'], $priority );
						++$taken;
					}
				}
			}
		}
		self::assertGreaterThan( 20, $taken );
	}

	/**
	 * Whether a callback is the plugin's.
	 *
	 * @param mixed $callback As it was hooked.
	 */
	private function is_ours( $callback ): bool {
		if ( $callback instanceof \Closure ) {
			$file = (string) ( new \ReflectionFunction( $callback ) )->getFileName();
			return false !== strpos( $file, 'wp-shim/inc' ) || false !== strpos( $file, 'plugins/tillbridge/inc' );
		}
		return is_string( $callback ) && 0 === strpos( $callback, 'Tillbridge\\' );
	}

	/**
	 * What the plugin did with the outbox; anything else that it asked for stands there in full.
	 *
	 * @param array{all: list<string>, ours: list<string>} $visit From visit().
	 * @return list<string>
	 */
	private function verbs( array $visit ): array {
		return array_map(
			static function ( string $statement ): string {
				return false !== strpos( $statement, outbox_table() ) ? explode( ' ', $statement )[0] : $statement;
			},
			$visit['ours']
		);
	}

	/**
	 * How many statements more one visit took than another, by what they begin with.
	 *
	 * WooCommerce asks for some only when the clock has moved by a second (the versions of its
	 * transients) or when another order was placed in it (a post's name), whether we are there or not.
	 *
	 * @param array{all: list<string>, ours: list<string>} $visit   From visit().
	 * @param array{all: list<string>, ours: list<string>} $another From visit().
	 * @return array<string, int>
	 */
	private function more( array $visit, array $another ): array {
		global $wpdb;
		$count = static function ( array $statements ) use ( $wpdb ): array {
			$counts = array();
			foreach ( $statements as $statement ) {
				$is_others = false !== strpos( $statement, $wpdb->options ) || 0 === strpos( $statement, 'SELECT post_name' );
				if ( ! $is_others || false !== strpos( $statement, 'tillbridge' ) ) {
					$shape            = (string) preg_replace( array( "/'(?:[^'\\\\]|\\\\.)*'/", '/\d+/' ), array( 'S', 'N' ), $statement );
					$counts[ $shape ] = ( $counts[ $shape ] ?? 0 ) + 1;
				}
			}
			return $counts;
		};
		$others = $count( $another['all'] );
		$more   = array();
		foreach ( $count( $visit['all'] ) as $shape => $times ) {
			$difference = $times - ( $others[ $shape ] ?? 0 );
			$name       = false !== strpos( $shape, outbox_table() ) ? explode( ' ', $shape )[0] : $shape;
			if ( 0 !== $difference ) {
				$more[ $name ] = $difference;
			}
		}
		return $more;
	}

	/**
	 * The fields with which a shopper asks for an account.
	 *
	 * @param string $press Which checkout.
	 * @return array<string, mixed>
	 */
	private function with_account( string $press ): array {
		$email = uniqid( 'ana' ) . '@shop.example';
		return 'press_blocks_checkout' === $press
			? array(
				'create_account'  => true,
				'customer_password' => 'a long passw0rd!',
				'billing_address' => array_merge( $this->address(), array( 'email' => $email ) ),
			)
			: array(
				'createaccount'    => '1',
				'account_username' => uniqid( 'ana' ),
				'account_password' => 'a long passw0rd!',
				'billing_email'    => $email,
			);
	}
}
