<?php
/**
 * The network of the tests: whoever calls out is written down and answered by the test, or by nobody.
 *
 * @package Tillbridge
 */

declare( strict_types=1 );

namespace Tillbridge\Tests;

/**
 * Stands where the network would.
 */
final class Network {

	/**
	 * Calls in the order in which they came; `json` is the body where it is JSON.
	 *
	 * @var list<array{url: string, method: string, headers: array<string, string>, body: string, json: mixed, arguments: array<string, mixed>}>
	 */
	public static $calls = array();

	/**
	 * Who answers, one a call; the last one answers all that follow.
	 *
	 * @var list<callable>
	 */
	private static $answers = array();

	/**
	 * Forgets all calls and answers.
	 */
	public static function reset(): void {
		self::$calls   = array();
		self::$answers = array();
	}

	/**
	 * Says what is answered: to each call the next, and the last to all that follow.
	 *
	 * @param callable|array<string, mixed>|\WP_Error ...$answers A response, or what makes one of the call.
	 */
	public static function will( ...$answers ): void {
		self::$answers = array_map(
			static function ( $answer ): callable {
				return is_callable( $answer ) ? $answer : static fn () => $answer;
			},
			$answers
		);
	}

	/**
	 * The filter `pre_http_request`.
	 *
	 * @param mixed                $before    Of others.
	 * @param array<string, mixed> $arguments Of the call.
	 * @param string               $url       Where to.
	 * @return array<string, mixed>|\WP_Error
	 */
	public static function answer( $before, $arguments, $url ) {
		$body          = is_string( $arguments['body'] ?? null ) ? $arguments['body'] : '';
		$call          = array(
			'url'       => $url,
			'method'    => (string) ( $arguments['method'] ?? 'GET' ),
			'headers'   => (array) ( $arguments['headers'] ?? array() ),
			'body'      => $body,
			'json'      => json_decode( $body, true ),
			'arguments' => $arguments,
		);
		self::$calls[] = $call;
		$answer        = count( self::$answers ) > 1 ? array_shift( self::$answers ) : ( self::$answers[0] ?? null );
		return null === $answer ? new \WP_Error( 'http_request_failed', "Nobody answers at $url." ) : $answer( $call );
	}

	/**
	 * A response.
	 *
	 * @param int                   $status  Of HTTP.
	 * @param mixed                 $body    Text as it is; anything else as JSON.
	 * @param array<string, string> $headers By name in lower case.
	 * @return array<string, mixed>
	 */
	public static function response( int $status, $body = array(), array $headers = array() ): array {
		return array(
			'headers'  => $headers,
			'body'     => is_string( $body ) ? $body : (string) wp_json_encode( $body ),
			'response' => array(
				'code'    => $status,
				'message' => '',
			),
			'cookies'  => array(),
			'filename' => null,
		);
	}

	/**
	 * A Worker that says one verdict on every change.
	 *
	 * @param string               $verdict Such as `queued`.
	 * @param array<string, mixed> $more    Of the answer; instead of what a quiet Worker says.
	 */
	public static function verdict( string $verdict, array $more = array() ): callable {
		return static function ( array $call ) use ( $verdict, $more ): array {
			$verdicts = array();
			foreach ( $call['json']['changes'] as $change ) {
				$verdicts[] = array(
					'subject'    => $change['subject'],
					'generation' => $change['generation'],
					'verdict'    => $verdict,
					'problem'    => null,
				);
			}
			return self::response(
				200,
				array_merge(
					array(
						'verdicts'      => $verdicts,
						'outcomes'      => array(),
						'outcomesAfter' => null,
						'more'          => false,
						'wants'         => array( 'order', 'customer' ),
						'notice'        => null,
					),
					$more
				)
			);
		};
	}

	/**
	 * The Worker's own words for what is wrong.
	 *
	 * @param int                   $status  Of HTTP.
	 * @param string                $code    Such as `clock`.
	 * @param array<string, mixed>  $more    Of the problem.
	 * @param array<string, string> $headers By name in lower case.
	 * @return array<string, mixed>
	 */
	public static function problem( int $status, string $code, array $more = array(), array $headers = array() ): array {
		return self::response( $status, array_merge( array( 'code' => $code, 'title' => 'A sentence of the Worker’s.' ), $more ), $headers );
	}
}
