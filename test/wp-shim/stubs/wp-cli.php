<?php
/**
 * As much of WP-CLI as the plugin uses; its own stubs are in no registry that a checkout can count on.
 *
 * @package Tillbridge
 */

namespace {
	define( 'WP_CLI', true );

	class WP_CLI {

		/**
		 * @param callable|class-string|object $callable
		 * @param array<string, mixed>         $args
		 */
		public static function add_command( string $name, $callable, array $args = array() ): bool {}

		public static function log( string $message ): void {}

		public static function line( string $message = '' ): void {}

		public static function success( string $message ): void {}

		/** @param string|\WP_Error $message */
		public static function warning( $message ): void {}

		/**
		 * @param string|\WP_Error $message
		 * @param bool|int         $exit
		 * @return never
		 */
		public static function error( $message, $exit = true ) {}

		/** @param array<string, mixed> $assoc_args */
		public static function confirm( string $question, array $assoc_args = array() ): void {}

		/** @return never */
		public static function halt( int $return_code ) {}
	}
}

namespace WP_CLI\Utils {
	/**
	 * @param list<array<string, mixed>>       $items
	 * @param list<string>|string $fields
	 */
	function format_items( string $format, array $items, $fields ): void {}

	/** @return \cli\progress\Bar */
	function make_progress_bar( string $message, int $count, int $interval = 100 ) {}

	/**
	 * @param array<string, mixed> $assoc_args
	 * @param mixed                $default
	 * @return mixed
	 */
	function get_flag_value( array $assoc_args, string $flag, $default = null ) {}
}

namespace cli\progress {
	class Bar {

		public function tick( int $increment = 1, ?string $msg = null ): void {}

		public function finish(): void {}
	}
}
