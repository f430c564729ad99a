<?php
/**
 * The drain while something is wrong.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests\Core;

use Tillbridge\Delivery;
use Tillbridge\Delivery_State;
use Tillbridge\Ledger;
use Tillbridge\Outbox;
use Tillbridge\Tests\Network;
use Tillbridge\Tests\PluginCase;

/**
 * Whatever is answered, nothing is lost, and the owner reads what is wrong.
 */
final class DeliveryTroubleTest extends PluginCase {

	const ONE = 'customer:900000001';
	const TWO = 'customer:900000002';

	protected function setUp(): void {
		parent::setUp();
		$this->connect();
		self::due( self::ONE );
		self::due( self::TWO );
	}

	/**
	 * Answers that are none to act on, and what the owner reads.
	 *
	 * @dataProvider troubles
	 * @param callable $answer  The network's.
	 * @param string   $code    Of the trouble.
	 * @param string   $summary A part of it.
	 */
	public function test_every_row_is_kept_and_the_owner_reads_why( callable $answer, string $code, string $summary ): void {
		$before = self::outbox();
		Network::will( $answer );
		$report = Delivery\drain();
		self::assertSame( array( 'stopped', 0, $code ), array( $report['kind'], $report['sent'], $report['trouble']['code'] ) );
		self::assertStringContainsString( $summary, $report['trouble']['summary'] );
		self::assertNotSame( '', $report['trouble']['remedy'] );
		self::assertSame( $report['trouble'], Delivery_State\state()['trouble'] );
		self::assertCount( 1, Network::$calls );
		self::assertSame( $before, self::outbox() );
		self::assertSame( array(), Ledger\entries_of( array( self::ONE, self::TWO ) ) );
	}

	public function troubles(): array {
		$page    = '<!DOCTYPE html><title>Just a moment…</title>';
		$answers = array(
			'a clock that is off'             => array( fn () => Network::problem( 401, 'clock', array( 'time' => time() - 900 ) ), 'clock', '900 seconds' ),
			'another secret'                  => array( fn () => Network::problem( 401, 'signature' ), 'signature', 'signature' ),
			'a firewall'                      => array( fn () => Network::response( 403, $page ), 'in-between', '403' ),
			'a page that is not there'        => array( fn () => Network::response( 404, $page ), 'in-between', '404' ),
			'a store that was removed'        => array( fn () => Network::problem( 404, 'unknown-store' ), 'unknown-store', 'does not know this shop' ),
			'a copy of a shop'                => array(
				fn () => Network::problem( 409, 'shop-moved', array( 'expected' => 'https://shop.example', 'got' => 'https://copy.example' ) ),
				'shop-moved',
				'https://shop.example, not to https://copy.example',
			),
			'a form that the Worker left'     => array( fn () => Network::problem( 422, 'wrong-form', array( 'title' => 'changes[0].subject' ) ), 'wrong-form', 'changes[0].subject' ),
			'too many requests'               => array( fn () => Network::response( 429, '' ), 'in-between', '429' ),
			'trouble of the Worker’s'         => array( fn () => Network::problem( 503, 'busy' ), 'busy', '503' ),
			'a fault of the Worker’s'         => array( fn () => Network::response( 500, 'Internal Server Error' ), 'in-between', '500' ),
			'a redirect'                      => array( fn () => Network::response( 301, '', array( 'location' => 'https://elsewhere.example' ) ), 'in-between', '301' ),
			'a captive page with a 200'       => array( fn () => Network::response( 200, $page ), 'not-understood', 'did not come from Tillbridge' ),
			'JSON that tears off'             => array( fn ( $call ) => Network::response( 200, substr( ( Network::verdict( 'queued' ) )( $call )['body'], 0, -20 ) ), 'not-understood', 'did not come from Tillbridge' ),
			'JSON of somebody else'           => array( fn () => Network::response( 200, array( 'ok' => true ) ), 'not-understood', '' ),
			'a list'                          => array( fn () => Network::response( 200, '[]' ), 'not-understood', '' ),
			'a word'                          => array( fn () => Network::response( 200, '"queued"' ), 'not-understood', 'did not come from Tillbridge' ),
			'nobody there'                    => array( fn () => new \WP_Error( 'http_request_failed', 'cURL error 28: Operation timed out' ), 'no-answer', 'Operation timed out' ),
		);
		$broken  = array(
			'a verdict too few'               => fn ( array $verdicts ): array => array_slice( $verdicts, 1 ),
			'a verdict too many'              => fn ( array $verdicts ): array => array_merge( $verdicts, $verdicts ),
			'no verdicts at all'              => fn ( array $verdicts ): array => array(),
			'verdicts in another order'       => fn ( array $verdicts ): array => array_reverse( $verdicts ),
			'a verdict that nobody knows'     => fn ( array $verdicts ): array => array( $verdicts[0], array_merge( $verdicts[1], array( 'verdict' => 'postponed' ) ) ),
			'a verdict on another generation' => fn ( array $verdicts ): array => array( $verdicts[0], array_merge( $verdicts[1], array( 'generation' => 7 ) ) ),
			'a verdict that is a word'        => fn ( array $verdicts ): array => array( $verdicts[0], 'queued' ),
		);
		foreach ( $broken as $name => $break ) {
			$answers[ $name ] = array(
				static function ( array $call ) use ( $break ): array {
					$answer             = json_decode( ( Network::verdict( 'queued' ) )( $call )['body'], true );
					$answer['verdicts'] = $break( $answer['verdicts'] );
					return Network::response( 200, $answer );
				},
				'not-understood',
				'',
			);
		}
		return $answers;
	}

	public function test_what_was_kept_goes_when_the_worker_is_back(): void {
		Network::will( Network::response( 500, '' ), Network::verdict( 'queued' ) );
		Delivery\drain();
		Delivery_State\change( array( 'not_before' => time() - 1 ) );
		Delivery\drain();
		self::assertSame( Network::$calls[0]['json']['changes'], Network::$calls[1]['json']['changes'] );
		self::assertSame( array(), self::outbox() );
		$state = Delivery_State\state();
		self::assertSame( array( 0, 0, null, null ), array( $state['failures'], $state['not_before'], $state['trouble'], $state['trouble_since'] ) );
		self::assertEqualsWithDelta( time(), $state['contacted_at'], 5 );
	}

	public function test_a_nonce_that_was_used_up_on_the_way_is_replaced_at_once(): void {
		Network::will( Network::problem( 409, 'nonce-used' ), Network::verdict( 'queued' ) );
		self::assertSame( 'done', Delivery\drain()['kind'] );
		$nonces = array_map( static fn ( array $call ): string => $call['headers']['Tillbridge-Nonce'], Network::$calls );
		self::assertCount( 2, array_unique( $nonces ) );
		self::assertSame( array(), self::outbox() );
	}

	public function test_a_worker_that_has_used_every_nonce_is_left_alone(): void {
		Network::will( Network::problem( 409, 'nonce-used' ) );
		self::assertSame( 'nonce-used', Delivery\drain()['trouble']['code'] );
		self::assertCount( 2, Network::$calls );
		self::assertCount( 2, self::outbox() );
	}

	public function test_what_is_too_large_goes_in_halves(): void {
		self::due( 'customer:900000003', 'customer:900000004', 'customer:900000005' );
		Network::will( self::takes_at_most( 2 ) );
		self::assertSame( array( 'done', 5 ), array_slice( array_values( Delivery\drain() ), 0, 2 ) );
		self::assertSame( array(), self::outbox() );
		self::assertSame( array(), Outbox\rows_with_problem( 10 ) );
	}

	public function test_after_successes_batches_grow_back_to_a_hundred_a_tenth_at_a_time(): void {
		Delivery_State\change( array( 'batch_max' => 50 ) );
		Network::will( Network::verdict( 'queued' ) );
		$sizes = array();
		for ( $drain = 0; $drain < 8; $drain++ ) {
			Delivery\drain( array( 'is_asked_for' => true ) );
			$sizes[] = Delivery_State\state()['batch_max'];
		}
		// 50 and 5, 55 and 5, 60 and 6, 66 and 6, 72 and 7, 79 and 7, 86 and 8, 94 and 9.
		self::assertSame( array( 55, 60, 66, 72, 79, 86, 94, 100 ), $sizes );
		self::assertSame( 2, Delivery_State\grown( 1 ) );
	}

	public function test_a_single_change_that_is_too_large_is_set_aside_and_the_others_go(): void {
		Network::will(
			static function ( array $call ): array {
				$is_among = in_array( self::ONE, array_column( $call['json']['changes'], 'subject' ), true );
				return $is_among ? Network::problem( 413, 'too-large' ) : ( Network::verdict( 'queued' ) )( $call );
			}
		);
		Delivery\drain();
		Delivery\drain();
		self::assertSame( array( self::ONE ), array_keys( self::outbox() ) );
		self::assertSame( array( 'refused', 'too-large' ), array( self::outbox()[ self::ONE ]['state'], Outbox\rows_with_problem( 1 )[0]['problem']['code'] ) );
	}

	public function test_an_answer_that_never_came_may_have_been_heard_and_is_asked_for_again(): void {
		$heard = null;
		Network::will(
			static function ( array $call ) use ( &$heard ) {
				$heard = $call['json']['changes'];
				return new \WP_Error( 'http_request_failed', 'cURL error 56: Connection reset by peer' );
			},
			Network::verdict( 'unchanged' )
		);
		Delivery\drain();
		Delivery\drain( array( 'is_asked_for' => true ) );
		self::assertSame( $heard, Network::$calls[1]['json']['changes'] );
		self::assertSame( array(), self::outbox() );
	}

	public function test_the_clocks_difference_is_known_from_any_answer(): void {
		Network::will( Network::response( 500, '', array( 'date' => gmdate( 'D, d M Y H:i:s \G\M\T', time() - 90 ) ) ) );
		Delivery\drain();
		self::assertEqualsWithDelta( 90, Delivery_State\state()['clock_seconds'], 5 );
	}

	/**
	 * A Worker, or a proxy before it, that takes so many changes.
	 */
	private static function takes_at_most( int $count ): callable {
		return static function ( array $call ) use ( $count ): array {
			return count( $call['json']['changes'] ) > $count ? Network::response( 413, '<html>' ) : ( Network::verdict( 'queued' ) )( $call );
		};
	}
}
